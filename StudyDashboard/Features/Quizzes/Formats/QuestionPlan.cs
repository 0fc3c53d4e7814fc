using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>The questions of a file, and which of them are new. They come into the bank that bears the file's name.</summary>
internal sealed class QuestionPlan(string topic) : ImportPlan
{
    private const int Chunk = 500;

    private readonly Dictionary<string, int> _seen = [];
    private List<(FoundQuestion Question, string Key)> _questions = [];
    private int _skipped;

    public override int Created => _questions.Count;

    public override int Skipped => _skipped;

    public override string Summary => _questions.Count == 0 ? "" : QuestionFileTexts.Plan_Summary.With(
        Plural.Of(QuestionFileTexts.ResourceManager, "Questions", _questions.Count),
        Plural.Of(QuestionFileTexts.ResourceManager, "Subjects", _questions.Select(q => q.Question.Place.Subject).Distinct().Count()), topic);

    /// <summary>Takes a question that can be asked; refuses any other by its line.</summary>
    public void Add(FoundQuestion question)
    {
        if (QuestionRules.Check(question.Content, question.Place).FirstOrDefault() is { } error)
        {
            Refusals.Add(question.Line, error.Message);
        }
        else if (question.Content.HasOptions && question.Content.Answers.DistinctBy(a => a.Text, StringComparer.Ordinal).Count() < question.Content.Answers.Count)
        {
            // Who answers could not tell them apart.
            Refusals.Add(question.Line, QuestionFileTexts.Row_SameTwice);
        }
        else
        {
            _questions.Add((question, QuestionKey.Of(question.Content, _seen)));
        }
    }

    /// <summary>What the person deleted counts as stored: it waits to be restored, and would be there twice afterwards.</summary>
    public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var stored = await context.Set<Question>().AsNoTracking().Where(q => context.Set<QuizTopic>().Any(t => t.Id == q.TopicId && t.OwnerId == studentId)).ToListAsync(cancellationToken);
        var keys = stored.Select(q => q.ImportKey).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>();
        keys.UnionWith(stored.Where(q => q.ImportKey is null).Select(q => QuestionKey.Of(q.Content, seen)));
        var ids = stored.Select(q => q.PubId).ToHashSet(StringComparer.Ordinal);
        var left = _questions.Where(q => !keys.Contains(q.Key) && (q.Question.PubId is not { } id || !ids.Contains(id))).ToList();
        _skipped += _questions.Count - left.Count;
        _questions = left;
    }

    public override async Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, now) = (job.Book.Context, job.Book.NowUtc);
        var bank = await context.TopicsOf(job.Book.StudentId).OrderByDescending(t => t.Id).FirstOrDefaultAsync(t => t.Title == topic, cancellationToken);
        if (bank is null)
        {
            bank = new QuizTopic(job.Book.StudentId, topic, now);
            bank.CameFrom(job.Run.Id);
            context.Add(bank);
            await context.SaveChangesAsync(cancellationToken);
        }
        var asked = _questions.Select(q => q.Question.PubId).OfType<string>().ToList();
        var taken = (await context.Set<Question>().Where(q => asked.Contains(q.PubId)).Select(q => q.PubId).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var made = 0;
        foreach (var chunk in _questions.Chunk(Chunk))
        {
            foreach (var (question, key) in chunk)
            {
                // The id that the file names stays, unless another's question has it.
                var pubId = question.PubId is { } own && taken.Add(own) ? own : Question.NewPubId();
                var stored = new Question(bank.Id, pubId, question.Content, question.Place, now);
                stored.CameFrom(job.Run.Id, key);
                context.Add(stored);
            }
            await context.SaveChangesAsync(cancellationToken);
            progress?.Report(new ImportProgress(ImportStep.Write, (made += chunk.Length) * 100 / _questions.Count));
        }
    }
}
