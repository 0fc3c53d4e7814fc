using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Passkeys;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Accounts;

/// <summary>Signs in and goes to the page that was asked for.</summary>
public sealed partial class SignInPage
{
    private Refusal? _refusal;
    private bool _open;

    [Inject]
    public required SignInService SignIn { get; init; }

    [Inject]
    public required PasskeySignIn Passkeys { get; init; }

    [Inject]
    public required FirstVisit FirstVisit { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required Invitations.Registration Registration { get; init; }

    [Inject]
    public required StudyOptions Options { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    private RateLimits Limits { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        _open = await Registration.IsOpenAsync(HttpContext.RequestAborted);
        if (await FirstVisit.IsAwaitedAsync(HttpContext.RequestAborted))
        {
            Navigation.NavigateTo(PageAddresses.Setup);
        }
    }

    private async Task SubmitAsync()
    {
        _refusal = Limits.CountSignIn(HttpContext);
        if (_refusal is not null)
        {
            return;
        }
        if (Options.Demo && Form.Demo is { Length: > 0 } someone)
        {
            (Form.Email, Form.Password) = (someone, DemoPeople.Password);
        }
        var (state, email) = (SignInState.Done, Form.Email ?? "");
        if (Form.Passkey is { Length: > 0 } passkey)
        {
            var outcome = await Passkeys.SignInAsync(passkey, Form.Remember);
            (_refusal, email) = (outcome.Refusal, outcome.Refusal is null ? outcome.Value.UserName! : email);
        }
        else
        {
            var outcome = await SignIn.SignInAsync(email, Form.Password ?? "", Form.Remember);
            (_refusal, state) = (outcome.Refusal, outcome.Refusal is null ? outcome.Value : state);
        }
        if (_refusal is null)
        {
            Navigation.NavigateTo(state == SignInState.AsksCode ? PageAddresses.SignInCode(ReturnUrl, Form.Remember, recovery: false)
                : await Profiles.IsWelcomeAwaitedAsync(email, HttpContext.RequestAborted) ? PageAddresses.Welcome
                : ReturnAddress.Of(ReturnUrl));
        }
    }

    private sealed class SignInForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Remember { get; set; }

        /// <summary>What the device says with a passkey, as JSON.</summary>
        public string? Passkey { get; set; }

        /// <summary>The address of a demo person whose button was pressed.</summary>
        public string? Demo { get; set; }
    }
}
