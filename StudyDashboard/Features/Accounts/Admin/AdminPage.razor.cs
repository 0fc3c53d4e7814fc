using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Accounts.Admin;

/// <summary>Accounts, invitations and registration. It shows nothing of what anyone studies.</summary>
public sealed partial class AdminPage
{
    private IReadOnlyList<PersonRow>? _people;
    private IReadOnlyList<OpenInvitation> _open = [];
    private bool _registrationOpen;
    private string _role = Roles.Student;
    private string? _link;
    private int? _deleting;
    private int _refused;
    private Refusal? _refusal;

    [Inject]
    public required PeopleAdmin People { get; init; }

    [Inject]
    public required InvitationService Invitations { get; init; }

    [Inject]
    public required Registration Registration { get; init; }

    [Inject]
    public required ArchiveService Archives { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        _open = await Invitations.OpenAsync(CancellationToken.None);
        _registrationOpen = await Registration.IsOpenAsync(CancellationToken.None);
        _people = await People.AllAsync(CancellationToken.None);
    }

    private async Task DoAsync(Func<Task<Refusal?>> act)
    {
        (_link, _deleting) = (null, null);
        // The circuit may outlive the role: what is shown was checked when the page was opened, what is done is checked now.
        _refusal = Profile.IsAdmin ? await act() : Refusal.NotFound(Texts.PeopleTexts.Refused_Student);
        // A box whose change was refused is drawn anew, so that it shows what holds and not what was clicked.
        _refused += _refusal is null ? 0 : 1;
        await ReloadAsync();
    }

    private Task InviteAsync() => ShowLinkAsync(
        () => Invitations.CreateAsync(Profile.Id, _role, null, CancellationToken.None), PageAddresses.Invitation);

    private Task ResetAsync(int personId) => ShowLinkAsync(() => People.ResetCodeAsync(personId), code => PageAddresses.Reset(personId, code));

    private async Task ShowLinkAsync(Func<Task<Outcome<string>>> make, Func<string, string> address)
    {
        string? link = null;
        await DoAsync(async () =>
        {
            var made = await make();
            link = made.Refusal is null ? Navigation.ToAbsoluteUri(address(made.Value)).ToString() : null;
            return made.Refusal;
        });
        _link = link;
    }

    private Task OpenAsync(ChangeEventArgs change) => DoAsync(async () =>
    {
        await Registration.SetOpenAsync((bool)change.Value!, CancellationToken.None);
        return null;
    });
}
