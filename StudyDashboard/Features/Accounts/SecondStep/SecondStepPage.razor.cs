using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>Switches the authenticator app on and off and shows new recovery codes. A plain form, for each change ends sign-ins by a new cookie.</summary>
public sealed partial class SecondStepPage
{
    private SecondStepState _state = new(false, 0);
    private PendingKey? _pending;
    private IReadOnlyList<string>? _codes;
    private Refusal? _refusal;
    private Refusal? _renewRefusal;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm]
    private StepForm Form { get; set; } = default!;

    private int PersonId => CurrentPerson.IdOf(HttpContext.User)!.Value;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new StepForm();
        _state = await Service.StateAsync(PersonId);
        _pending = _state.IsOn ? null : await Service.PendingAsync(PersonId, Form.Pending);
    }

    private async Task SwitchOnAsync()
    {
        var made = await Service.SwitchOnAsync(PersonId, Form.Password, Form.Pending, Form.Code);
        (_refusal, _codes) = (made.Refusal, made.Refusal is null ? made.Value : null);
    }

    private async Task RenewAsync()
    {
        var made = await Service.RenewCodesAsync(PersonId, Form.Password);
        (_renewRefusal, _codes) = (made.Refusal, made.Refusal is null ? made.Value : null);
    }

    private async Task SwitchOffAsync()
    {
        _refusal = await Service.SwitchOffAsync(PersonId, Form.Password);
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.SignInSettings);
        }
    }

    private sealed class StepForm
    {
        /// <summary>The key that the page shows, encrypted.</summary>
        public string? Pending { get; set; }

        public string? Code { get; set; }

        public string? Password { get; set; }
    }
}
