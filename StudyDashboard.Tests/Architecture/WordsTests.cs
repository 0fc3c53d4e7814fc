using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Architecture;

/// <summary>The words in the database and on the wire are those of the product's contract, in both directions (rules.md 35).</summary>
public sealed class WordsTests
{
    [Fact]
    public void SessionKind_HasTheWordsOfTheContract() => Same<SessionKind>(
        "theory", "practice", "test", "review", "scenario", "content_study", "vocabulary_review", "conversation", "lesson");

    [Fact]
    public void SessionStatus_HasTheWordsOfTheContract() => Same<SessionStatus>("planned", "in_progress", "completed", "skipped", "needs_review");

    [Fact]
    public void SessionSource_HasTheWordsOfTheContract() => Same<SessionSource>(
        "timer", "manual", "quiz", "scenario", "material", "review", "lesson", "import");

    [Fact]
    public void ActivityType_HasTheWordsOfTheContract() => Same<ActivityType>(
        "read", "solve", "watch", "note", "flashcards", "test", "assignment", "conversation");

    [Fact]
    public void SessionFrequency_HasTheWordsOfTheContract() => Same<SessionFrequency>("one-time", "weekly", "bi-weekly", "monthly");

    [Fact]
    public void NoticeChannel_HasTheWordsOfTheContract() => Same<NoticeChannel>("in_app", "alarm", "system", "email");

    [Fact]
    public void NoticeState_HasTheWordsOfTheContract() => Same<NoticeState>(
        "waiting", "sending", "sent", "unconfirmed", "joined", "late_logged", "failed", "snoozed", "dismissed");

    [Fact]
    public void LessonWords_AreThoseOfTheContract()
    {
        Same<LessonStatus>("scheduled", "in-progress", "completed", "cancelled");
        Same<LessonMode>("online", "in-person", "hybrid");
        Same<LessonPriority>("low", "medium", "high", "urgent");
        Same<Attendance>("present", "absent", "late", "excused");
        Same<LessonScope>("this", "following", "all");
        Same<ConflictHandling>("ask", "save", "skip", "move");
        Same<EnrollmentStatus>("active", "ended");
    }

    [Fact]
    public void ClassWords_AreThoseOfTheContract()
    {
        Same<ClassRole>("teacher", "student", "owner");
        Same<AssignmentLinkKind>("material", "quiz", "scenario");
        Same<AssignmentStanding>("open", "late", "done", "done_late");
        Same<LeaderboardMetric>("minutes", "goal_percent", "improvement", "points");
    }

    [Fact]
    public void QuizWords_AreThoseOfTheContract()
    {
        Same<QuizMode>("random", "frequent_focus", "wrong_variants");
        Same<QuizSource>("live", "viewer");
        Same<IngestStatus>("ingested", "already_ingested");
        Same<QuizStatus>("in_progress", "done", "abandoned");
        Same<QuizOutcome>("correct", "wrong", "unsure");
        Same<QuizMovement>("newly_correct", "relapsed", "recovered", "chronic_remaining");
        Same<QuestionKind>("single", "multiple", "true_false", "short_answer", "numeric");
    }

    [Fact]
    public void ScenarioWords_AreThoseOfTheContract()
    {
        Same<RunStatus>("in_progress", "completed", "abandoned");
        Same<StepKind>("reply", "hint", "reveal", "word");
        Same<SupportLevel>("none", "low", "medium", "high");
        Same<ReplyVerdict>("right", "almost", "wrong");
        Same<PromptKind>("choice", "typed");
        Same<MaterialKind>("document", "text", "file", "link", "video");
    }

    [Fact]
    public void GoalWords_AreThoseOfTheContract()
    {
        Same<GoalMetric>("minutes", "sessions", "questions", "accuracy", "cards_reviewed", "lessons_attended", "plan_progress", "custom_count");
        Same<GoalPeriod>("day", "week", "month", "once");
        Same<GoalStatus>("active", "completed", "expired", "paused", "archived");
    }

    private static void Same<T>(params string[] words) where T : struct, Enum
    {
        Assert.Equal(words, Words<T>.All);
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal(value, Words<T>.Parse(Words<T>.Of(value))));
        Assert.False(Words<T>.TryParse(words[0].ToUpperInvariant(), out _));
    }
}
