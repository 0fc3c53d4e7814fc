using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Schedule.Editor;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>
/// What may be done to lessons from the schedule: each asks for the scope and about clashes only when it is to be stored and only when
/// there is something to ask, and offers to take it back.
/// </summary>
public sealed class LessonActions(
    LessonService lessons, DialogService dialogs, UndoOffers offers, LogReader log, SessionPlanner planner, SessionUndo sessionUndo)
{
    /// <summary>Stores a new lesson or series.</summary>
    public Task<Saving> CreateAsync(Profile tutor, LessonDraft draft) => SaveAsync(tutor, ScheduleTexts.Done_Created, null, draft.Repeat is not null,
        (_, handling, preview) => lessons.CreateAsync(tutor.Id, draft, handling, preview));

    /// <summary>Stores an edited lesson, and asks which of its series are meant.</summary>
    public Task<Saving> EditAsync(Profile tutor, LessonBlock block, LessonDraft draft, string done) => SaveAsync(tutor, done, block.Counts, draft.Repeat is not null,
        (scope, handling, preview) => lessons.EditAsync(tutor.Id, block.Lesson.Id, block.Lesson.Version, draft, scope, handling, preview));

    /// <summary>Gives a lesson another time and nothing else.</summary>
    public Task<Saving> PlaceAsync(Profile tutor, LessonBlock block, LessonSlot slot) =>
        slot == block.Lesson.Slot ? Task.FromResult(Saving.Dismissed)
            : EditAsync(tutor, block, new LessonDraft { Slot = slot, Details = block.Lesson.Details }, ScheduleTexts.Done_Moved);

    public async Task<Refusal?> CancelAsync(Profile tutor, LessonBlock block)
    {
        if (await ScopeAsync(block, ScheduleTexts.Scope_Cancel) is not { } scope)
        {
            return null;
        }
        var done = await lessons.CancelAsync(tutor.Id, block.Lesson.Id, block.Lesson.Version, scope, null);
        return Offer(tutor.Id, ScheduleTexts.Done_Cancelled, done);
    }

    public async Task<Refusal?> DeleteAsync(Profile tutor, LessonBlock block)
    {
        if (await ScopeAsync(block, ScheduleTexts.Scope_Delete) is not { } scope)
        {
            return null;
        }
        var done = await lessons.DeleteAsync(tutor.Id, block.Lesson.Id, block.Lesson.Version, scope);
        return Offer(tutor.Id, ScheduleTexts.Done_Deleted, done);
    }

    /// <summary>Takes a cancellation back. What it clashes with by now is shown on the schedule.</summary>
    public async Task<Refusal?> ReinstateAsync(Profile tutor, LessonBlock block) =>
        Offer(tutor.Id, ScheduleTexts.Done_Reinstated, await lessons.ReinstateAsync(tutor.Id, block.Lesson.Id, ConflictHandling.Save, CancellationToken.None));

    /// <summary>Moves a student's own planned session.</summary>
    public async Task<Refusal?> ReplanAsync(Profile student, int sessionId, DateOnly day, TimeOnly? time, int? minutes)
    {
        if (await log.FindAsync(student.Id, sessionId, CancellationToken.None) is not { } session)
        {
            return Refusal.NotFound(SessionTexts.Refused_NotThere);
        }
        var plan = new PlannedSession(session.About, day, time, minutes ?? session.PlannedMinutes, session.Note);
        var moved = await planner.ReplanAsync(student.Id, sessionId, plan, CancellationToken.None);
        if (moved is { Refusal: null, Value.ChangeId: { } change })
        {
            offers.Offer(ScheduleTexts.Done_Replanned, async token => (await sessionUndo.UndoAsync(student.Id, change, cancellationToken: token)).Refusal);
        }
        return moved.Refusal;
    }

    /// <summary>Offers to take a recorded change of lessons back.</summary>
    public Refusal? Offer<T>(int tutorId, string text, Outcome<LessonRecording<T>> outcome)
    {
        if (outcome is { Refusal: null, Value.ChangeId: { } change })
        {
            offers.Offer(text, token => lessons.UndoAsync(tutorId, change, token));
        }
        return outcome.Refusal;
    }

    private async Task<Saving> SaveAsync(Profile tutor, string done, ScopeCounts? counts, bool several, LessonSave save)
    {
        if (counts is null)
        {
            var trial = await save(LessonScope.This, ConflictHandling.Ask, true);
            if (trial.Refusal is { } refusal)
            {
                return new Saving(false, refusal);
            }
            if (trial.Value.Value.Conflicts.Count == 0)
            {
                var saved = await save(LessonScope.This, ConflictHandling.Ask, false);
                return new Saving(saved.Refusal is null, Offer(tutor.Id, done, saved));
            }
        }
        var answer = await dialogs.OpenAsync<ScopeDialog>(
            counts is null ? ScheduleTexts.Conflicts_Title : ScheduleTexts.Scope_Title,
            new() { [nameof(ScopeDialog.Profile)] = tutor, [nameof(ScopeDialog.Counts)] = counts, [nameof(ScopeDialog.Several)] = several, [nameof(ScopeDialog.Save)] = save },
            Sheet("520px"));
        if (answer is LessonRecording<LessonsPlanned> recording)
        {
            Offer<LessonsPlanned>(tutor.Id, done, recording);
            return new Saving(true, null);
        }
        return Saving.Dismissed;
    }

    /// <summary>Which lessons are meant; this one where there are no others.</summary>
    private async Task<LessonScope?> ScopeAsync(LessonBlock block, string verb) => block.Counts is not { } counts
        ? LessonScope.This
        : await dialogs.OpenAsync<ScopeDialog>(
            ScheduleTexts.Scope_Title, new() { [nameof(ScopeDialog.Counts)] = counts, [nameof(ScopeDialog.Verb)] = verb }, Sheet("520px")) as LessonScope?;

    /// <summary>How dialogs of the schedule open: Esc leaves, js/dialogs.js gives the first field the focus.</summary>
    internal static DialogOptions Sheet(string width) => new()
    {
        Width = $"min({width}, calc(100vw - 32px))",
        CloseDialogOnEsc = true,
        CloseDialogOnOverlayClick = false,
        AutoFocusFirstElement = false,
        CssClass = "lesson-sheet",
        CloseAriaLabel = SharedTexts.Close,
    };
}

/// <summary>Stores a lesson with a scope and an answer to clashes, or tries what would be.</summary>
public delegate Task<Outcome<LessonRecording<LessonsPlanned>>> LessonSave(LessonScope scope, ConflictHandling handling, bool preview);

/// <summary>How storing a lesson went.</summary>
/// <param name="IsDone">Whether it is stored; without a refusal, the tutor has left the question.</param>
/// <param name="Refusal">Why not.</param>
public sealed record Saving(bool IsDone, Refusal? Refusal)
{
    public static Saving Dismissed { get; } = new(false, null);
}
