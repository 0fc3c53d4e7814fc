using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.SignInList;

/// <summary>The browsers and programs that a person is signed in with, to sign out.</summary>
public sealed partial class SignInListSettings
{
    private IReadOnlyList<SignInView>? _ending;
    private string? _password;
    private Refusal? _refusal;

    [Inject]
    private KnownSignIns Known { get; set; } = default!;

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<SignInView>? List { get; set; }

    protected override async Task OnInitializedAsync() => List ??= await ReadAsync();

    private void Ask(SignInView signIn) => (_ending, _refusal) = ([signIn], null);

    private void AskOthers() => (_ending, _refusal) = ([.. List!.Where(s => !s.IsThis)], null);

    private async Task EndAsync()
    {
        _refusal = await Known.EndAsync(Profile.Id, [.. _ending!.Select(s => s.Id)], _password, CancellationToken.None);
        (_password, _ending) = (null, _refusal is null ? null : _ending);
        List = await ReadAsync();
    }

    private async Task<IReadOnlyList<SignInView>> ReadAsync() =>
        await Known.ListAsync(Profile.Id, (await SignedIn).User.FindFirstValue(SignIns.IdClaim), CancellationToken.None);

    private string Day(SignInView signIn) => Profile.Calendar.LocalOf(signIn.Since).ToString("d MMM yyyy", CultureInfo.GetCultureInfo(Profile.Language));
}
