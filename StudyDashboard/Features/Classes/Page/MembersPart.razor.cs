using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Classes.Page;

public sealed partial class MembersPart
{
    private Refusal? _refusal;
    private IReadOnlyList<AddableStudent> _addable = [];
    private int _student;
    private string? _code;
    private (string Name, MemberNotes Notes)? _notes;

    [Inject]
    public required MemberService Service { get; init; }

    [Inject]
    public required ClassService Classes { get; init; }

    [Inject]
    public required SharedNotes Shared { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required ClassRow Class { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<MemberRow> Members { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Class.Role == ClassRole.Teacher)
        {
            _addable = await Service.AddableAsync(Profile.Id, Class.Id, CancellationToken.None);
        }
    }

    private async Task AddAsync()
    {
        _refusal = (await Service.AddAsync(Profile.Id, Class.Id, _student, CancellationToken.None)).Refusal;
        _student = 0;
        await OnChanged.InvokeAsync();
    }

    private async Task LeaveAsync(int studentId, string text)
    {
        _notes = null;
        _refusal = (await Service.LeaveAsync(Profile.Id, Class.Id, studentId, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            Undo.Offer(text, async token => (await Service.ReturnAsync(Profile.Id, Class.Id, studentId, token)).Refusal);
        }
        if (_refusal is null && studentId == Profile.Id)
        {
            Navigation.NavigateTo(PageAddresses.Classes);
            return;
        }
        await OnChanged.InvokeAsync();
    }

    private async Task ShareAsync(ChangeEventArgs change)
    {
        _refusal = (await Service.ShareNotesAsync(Profile.Id, Class.Id, change.Value is true, CancellationToken.None)).Refusal;
        await OnChanged.InvokeAsync();
    }

    private async Task ReadAsync(MemberRow member) =>
        _notes = await Shared.OfAsync(Profile.Id, Class.Id, member.StudentId, CancellationToken.None) is { } notes ? (member.Name, notes) : null;

    private async Task CodeAsync()
    {
        var opened = await Classes.OpenCodeAsync(Profile.Id, Class.Id, CancellationToken.None);
        (_refusal, _code) = (opened.Refusal, opened.Refusal is null ? opened.Value.Code : null);
        await OnChanged.InvokeAsync();
    }

    private async Task CloseCodeAsync()
    {
        _code = null;
        _refusal = (await Classes.CloseCodeAsync(Profile.Id, Class.Id, CancellationToken.None)).Refusal;
        await OnChanged.InvokeAsync();
    }
}
