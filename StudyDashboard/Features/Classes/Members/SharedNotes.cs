using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Classes.Members;

/// <summary>
/// What a member lets the teacher read beside totals: notes of their sessions for the class, and their results of quizzes that its
/// assignments lead to. It takes the class's switch and the member's own.
/// </summary>
public sealed class SharedNotes(IDbContextFactory<StudyDbContext> contexts, QuizReader quizzes)
{
    private const int MostNotes = 30;
    private const int MostQuizzes = 5;

    /// <summary>Null when the reader does not teach the class, or the member does not share.</summary>
    public async Task<MemberNotes?> OfAsync(int teacherId, int classId, int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var isShared = await context.ClassesRunBy(teacherId).AnyAsync(c => c.Id == classId && c.TeacherId == teacherId && c.ShowsNotes, cancellationToken)
            && await context.MembersOf(classId).AnyAsync(m => m.StudentId == studentId && m.SharesNotes, cancellationToken);
        if (!isShared)
        {
            return null;
        }
        var notes = await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.ClassId == classId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.Note != "")
            .OrderByDescending(s => s.StudyDay).ThenByDescending(s => s.StartedAt).Take(MostNotes)
            .Select(s => new SharedNote(s.StudyDay!.Value, s.Subject, s.NetSeconds, s.Note)).ToListAsync(cancellationToken);
        var banks = await context.Set<Assignment>().Where(a => a.ClassId == classId && a.DeletedAt == null && a.LinkKind == AssignmentLinkKind.Quiz)
            .Select(a => a.LinkKey!).Distinct().ToListAsync(cancellationToken);
        var results = new List<SharedQuiz>();
        foreach (var bank in banks)
        {
            var (rows, _) = await quizzes.PageAsync(studentId, QuizStatus.Done, int.Parse(bank, CultureInfo.InvariantCulture), null, 1, MostQuizzes, cancellationToken);
            foreach (var row in rows)
            {
                var quiz = await quizzes.FindAsync(studentId, row.Id, cancellationToken);
                var missed = quiz!.Items.Where(i => i.Outcome is { } outcome && outcome != QuizOutcome.Correct)
                    .Select(i => QuestionMarkup.ToText(i.Content.Text, i.Content.Form)).ToList();
                results.Add(new SharedQuiz(row.Topic, row.FinishedAt ?? row.StartedAt, row.Correct, row.Answered, missed));
            }
        }
        return new MemberNotes(notes, [.. results.OrderByDescending(r => r.At)]);
    }
}

/// <summary>What a member shares.</summary>
public sealed record MemberNotes(IReadOnlyList<SharedNote> Notes, IReadOnlyList<SharedQuiz> Quizzes);

/// <summary>The note of a session.</summary>
public sealed record SharedNote(DateOnly Day, string? Subject, int NetSeconds, string Text);

/// <summary>A finished quiz, and the questions that were not right.</summary>
public sealed record SharedQuiz(string Topic, DateTime At, int Correct, int Answered, IReadOnlyList<string> Missed);
