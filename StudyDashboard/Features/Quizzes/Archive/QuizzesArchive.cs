using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Archive;

/// <summary>Banks and quizzes of an archive. The study facts of the quizzes come in with the sessions.</summary>
internal sealed class QuizzesArchive : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var (topics, questions, quizzes, answers) = (new List<ArchivedTopic>(), new List<ArchivedQuestion>(), new List<ArchivedQuiz>(), new List<ArchivedAnswer>());
        file.Read<ArchivedTopic>("quiz_topics", (record, row) =>
            Take(file, "quiz_topics", record, new TopicDraft(row.Title ?? "", row.Description ?? "").Check().FirstOrDefault()?.Message, () => topics.Add(row)));
        var known = topics.Select(t => t.Id).ToHashSet();
        file.Read<ArchivedQuestion>("quiz_questions", (record, row) =>
            Take(file, "quiz_questions", record, !known.Contains(row.TopicId) ? BankTexts.Refused_NoTopic : WhyNot(row.PubId, row.Question, row.Place), () => questions.Add(row)));
        file.Read<ArchivedAnswer>("quiz_answers", (record, row) =>
            Take(file, "quiz_answers", record, (row.Outcome is null) != (row.AnsweredAt is null) || row.DurationMs < 0 ? QuizTexts.Archive_Answer
                : WhyNot(row.PubId, row.Question, new QuestionPlace { Subject = row.Subject ?? "", DomainCode = row.DomainCode }), () => answers.Add(row)));
        var byQuiz = answers.ToLookup(a => a.QuizId);
        file.Read<ArchivedQuiz>("quiz_sessions", (record, row) =>
            Take(file, "quiz_sessions", record, IsSound(row, [.. byQuiz[row.Id]], nowUtc) ? null : QuizTexts.Archive_Quiz, () => quizzes.Add(row)));
        return new QuizzesSlice(topics, questions, quizzes, byQuiz);
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var (context, run, owner) = (job.Book.Context, job.Run.Id, job.Book.StudentId);
        await context.Set<QuizSession>().Where(s => s.StudentId == owner && s.ImportId == run).ExecuteDeleteAsync(cancellationToken);
        await context.Set<Question>().Where(q => q.ImportId == run && q.Version == 0 && context.Set<QuizTopic>().Any(t => t.Id == q.TopicId && t.OwnerId == owner))
            .ExecuteDeleteAsync(cancellationToken);
        await context.Set<QuizTopic>().Where(t => t.OwnerId == owner && t.ImportId == run && !context.Set<Question>().Any(q => q.TopicId == t.Id)
            && !context.Set<QuizSession>().Any(s => s.TopicId == t.Id && s.Status == QuizStatus.InProgress)).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private static void Take(ArchiveFile file, string table, int record, string? reason, Action take)
    {
        if (reason is null)
        {
            take();
        }
        else
        {
            file.Refuse(table, record, reason);
        }
    }

    private static string? WhyNot(string? pubId, QuestionContent? content, QuestionPlace? place) =>
        pubId is not { Length: > 0 and <= Question.MaxPubId } || content is null || place is null || content.Answers is null || content.Answers.Any(a => a is null || a.Text is null || a.Feedback is null)
            ? QuizTexts.Archive_Answer
            : QuestionRules.Check(content, place).FirstOrDefault()?.Message;

    private static bool IsSound(ArchivedQuiz row, IReadOnlyCollection<ArchivedAnswer> answers, DateTime nowUtc) =>
        row.Topic is { Length: <= QuizTopic.MaxTitle } && answers.Count is > 0 and <= QuizChoice.MaxQuestions && answers.DistinctBy(a => a.Position).Count() == answers.Count
        && row.StartedAt <= row.LastStepAt && row.LastStepAt <= nowUtc.AddDays(1) && row.ClientSessionUuid?.Length is null or <= QuizSession.MaxUuid
        && (row.Status == QuizStatus.Done) == (row.FinalizedAt is not null) && row.TargetPerSubject >= 0;
}

/// <summary>What an archive would make of banks and quizzes.</summary>
internal sealed class QuizzesSlice(
    IReadOnlyList<ArchivedTopic> topics, List<ArchivedQuestion> questions, List<ArchivedQuiz> quizzes, ILookup<int, ArchivedAnswer> answers) : ArchiveSlice
{
    private readonly Dictionary<string, string> _renamed = [];

    public override int Created => questions.Count + quizzes.Count;

    public override string Summary => Created == 0 ? "" : QuizTexts.Archive_Summary.With(
        Plural.Of(QuizTexts.ResourceManager, "Count", questions.Count), Plural.Of(QuizTexts.ResourceManager, "Quizzes", quizzes.Count));

    public override async Task CompareAsync(
        StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        var asked = questions.ConvertAll(q => q.PubId);
        var stored = await context.Set<Question>().Where(q => asked.Contains(q.PubId))
            .Select(q => new { q.PubId, IsMine = context.Set<QuizTopic>().Any(t => t.Id == q.TopicId && t.OwnerId == studentId) }).ToListAsync(cancellationToken);
        var mine = stored.Where(q => q.IsMine).Select(q => q.PubId).ToHashSet(StringComparer.Ordinal);
        Skipped += questions.RemoveAll(q => mine.Contains(q.PubId));
        // An id that another's question has here becomes a new one, in the bank and in the quizzes alike.
        _renamed.Clear();
        foreach (var other in stored.Where(q => !q.IsMine))
        {
            _renamed[other.PubId] = Question.NewPubId();
        }
        var taken = (await context.Set<QuizSession>().Where(s => s.StudentId == studentId).Select(s => new { s.TopicTitle, s.StartedAt }).ToListAsync(cancellationToken))
            .Select(s => (s.TopicTitle, s.StartedAt)).ToHashSet();
        Skipped += quizzes.RemoveAll(q => taken.Contains((q.Topic, QuizSession.Utc(q.StartedAt))));
    }

    public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, owner, now) = (job.Book.Context, job.Book.StudentId, job.Book.NowUtc);
        var banks = await BanksAsync(job, cancellationToken);
        var keys = new Dictionary<string, int>();
        foreach (var row in questions)
        {
            var question = new Question(banks[row.TopicId].Id, PubIdOf(row.PubId), row.Question, row.Place, now);
            question.CameFrom(job.Run.Id, Formats.QuestionKey.Of(row.Question, keys));
            context.Add(question);
        }
        await context.SaveChangesAsync(cancellationToken);
        var open = (await context.Set<QuizSession>().Where(s => s.StudentId == owner && s.Status == QuizStatus.InProgress).Select(s => s.TopicId).ToListAsync(cancellationToken)).ToHashSet();
        var made = new List<(int ArchivedId, QuizSession Quiz)>();
        foreach (var row in quizzes)
        {
            int? topic = row.TopicId is { } id && banks.TryGetValue(id, out var bank) ? bank.Id : null;
            if (row.Status == QuizStatus.InProgress && (topic is null || !open.Add(topic)))
            {
                continue;
            }
            var quiz = QuizSession.Restored(owner, topic, row, [.. answers[row.Id].OrderBy(a => a.Position).Select(a => QuizItem.Restored(a, PubIdOf(a.PubId)))]);
            quiz.CameFromImport(job.Run.Id);
            context.Add(quiz);
            made.Add((row.Id, quiz));
        }
        await context.SaveChangesAsync(cancellationToken);
        // So that a quiz over several domains divides its time by them here too.
        var facts = sessions.OfSource(SessionSource.Quiz);
        foreach (var (archivedId, quiz) in made)
        {
            foreach (var fact in facts[archivedId])
            {
                fact.CameFromQuiz(quiz.Id);
            }
        }
    }

    private string PubIdOf(string archived) => _renamed.GetValueOrDefault(archived, archived);

    /// <summary>The banks by their number in the archive: the person's own of that name, or new ones.</summary>
    private async Task<Dictionary<int, QuizTopic>> BanksAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var (context, owner) = (job.Book.Context, job.Book.StudentId);
        var own = await context.TopicsOf(owner).ToListAsync(cancellationToken);
        var banks = new Dictionary<int, QuizTopic>();
        foreach (var row in topics)
        {
            if (own.Find(t => t.Title == row.Title.Trim()) is not { } bank)
            {
                bank = new QuizTopic(owner, row.Title.Trim(), job.Book.NowUtc);
                bank.Describe(bank.Title, row.Description?.Trim() ?? "", row.IsShared, job.Book.NowUtc);
                bank.CameFrom(job.Run.Id);
                context.Add(bank);
            }
            banks[row.Id] = bank;
        }
        await context.SaveChangesAsync(cancellationToken);
        return banks;
    }
}
