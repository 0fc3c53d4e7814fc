using Microsoft.AspNetCore.Components;
using Radzen;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Editor;

/// <summary>
/// The question "this, this and following, all", with how many lessons change and how many are kept, and the clashes that the answer
/// would make. Closes with what was stored or, where it stores nothing itself, with the scope.
/// </summary>
public sealed partial class ScopeDialog
{
    private LessonScope _scope;
    private IReadOnlyList<LessonConflict> _conflicts = [];
    private Refusal? _refusal;
    private bool _busy;

    [Inject]
    public required DialogService Dialogs { get; init; }

    /// <summary>Who reads times; needed where clashes can come.</summary>
    [Parameter]
    public Profile? Profile { get; set; }

    /// <summary>How many lessons each scope means; null for a lesson without series.</summary>
    [Parameter]
    public ScopeCounts? Counts { get; set; }

    /// <summary>Whether the lesson is made a series: single dates can be left out then.</summary>
    [Parameter]
    public bool Several { get; set; }

    /// <summary>Stores it; null where only the scope is asked for.</summary>
    [Parameter]
    public LessonSave? Save { get; set; }

    /// <summary>What the button says where only the scope is asked for.</summary>
    [Parameter]
    public string? Verb { get; set; }

    private bool CanSkip => Counts is null ? Several : _scope != LessonScope.This;

    private IEnumerable<(LessonScope Scope, string Name, string Says, bool IsEmpty)> Choices =>
    [
        (LessonScope.This, ScheduleTexts.Scope_This, "", false),
        (LessonScope.Following, ScheduleTexts.Scope_Following, Says(Counts!.Following, Counts.FollowingKept), Counts.Following == 0),
        (LessonScope.All, ScheduleTexts.Scope_All, Says(Counts.All, Counts.AllKept), Counts.All == 0),
    ];

    protected override Task OnInitializedAsync() => ChooseAsync(LessonScope.This);

    private async Task ChooseAsync(LessonScope scope)
    {
        (_scope, _refusal, _conflicts) = (scope, null, []);
        if (Save is not null)
        {
            var trial = await Save(scope, ConflictHandling.Ask, true);
            if (_scope == scope)
            {
                (_refusal, _conflicts) = (trial.Refusal, trial.Refusal is null ? trial.Value.Value.Conflicts : []);
            }
        }
    }

    private async Task SaveAsync(ConflictHandling handling)
    {
        _busy = true;
        var saved = await Save!(_scope, handling, false);
        (_busy, _refusal) = (false, saved.Refusal);
        if (saved.Refusal is null)
        {
            Dialogs.Close(saved.Value);
        }
    }

    private static string Says(int changed, int kept) =>
        kept == 0 ? Plural.Of(ScheduleTexts.ResourceManager, "Scope_Changes", changed)
            : ScheduleTexts.Scope_ChangesKeeps.With(
                Plural.Of(ScheduleTexts.ResourceManager, "Scope_Changes", changed), Plural.Of(ScheduleTexts.ResourceManager, "Scope_Keeps", kept));
}
