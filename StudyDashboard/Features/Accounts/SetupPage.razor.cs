using System.Net;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>The first visit: creates the owner. From another machine it asks for the code that the program printed.</summary>
public sealed partial class SetupPage
{
    private Refusal? _refusal;
    private bool _isLocal;

    [Inject]
    public required OwnerSetup Owner { get; init; }

    [Inject]
    public required FirstVisit FirstVisit { get; init; }

    [Inject]
    public required OwnerCode Code { get; init; }

    [Inject]
    public required SignInService SignIn { get; init; }

    [Inject]
    private RateLimits Limits { get; set; } = default!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm]
    private SetupForm Form { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetupForm();
        _isLocal = IsLocal(HttpContext);
        if (!await FirstVisit.IsAwaitedAsync(HttpContext.RequestAborted))
        {
            Navigation.NavigateTo(PageAddresses.SignIn);
        }
    }

    // What a proxy on this machine hands on comes from loopback too, whoever sent it.
    private static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    private async Task CreateAsync()
    {
        _refusal = Limits.CountSignIn(HttpContext);
        if (_refusal is not null)
        {
            return;
        }
        if (!_isLocal && !Code.Matches(Form.Code))
        {
            _refusal = Refusal.Invalid(new FieldError("code", AccountTexts.Refused_OwnerCode));
            return;
        }
        var account = new NewAccount(Form.DisplayName ?? "", Form.Email ?? "", Form.Password ?? "", Form.TimeZone ?? "");
        var created = await Owner.CreateAsync(account, Form.AlsoTutor, HttpContext.RequestAborted);
        if (created.Refusal is { } refusal)
        {
            _refusal = refusal;
            return;
        }
        await SignIn.SignInAsync(created.Value);
        Navigation.NavigateTo(PageAddresses.Welcome);
    }

    private sealed class SetupForm
    {
        public string? DisplayName { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? TimeZone { get; set; }

        public bool AlsoTutor { get; set; }

        public string? Code { get; set; }
    }
}
