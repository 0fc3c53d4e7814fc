using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>
/// Question files of each format: read, tried, taken in and taken back alike. The bank is named by the file, or by <c>{"topic": "…"}</c>
/// in a mapping file.
/// </summary>
internal abstract class QuestionImport : IImportKind
{
    public abstract string Word { get; }

    public abstract string Title { get; }

    public abstract string Explanation { get; }

    public abstract IReadOnlyList<string> Extensions { get; }

    public string UndoNote => QuestionFileTexts.UndoNote;

    public (string Address, string Text) Place => (PageAddresses.Quizzes, ImportTexts.Done_Questions);

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new QuestionPlan(TopicOf(file));
        var refusal = Read(file, plan, cancellationToken);
        progress?.Report(new ImportProgress(ImportStep.Read, 100));
        return refusal ?? (plan.Created + plan.Refusals.Count == 0 ? ImportService.Unreadable(QuestionFileTexts.Refused_NoQuestions) : Outcome.Of<ImportPlan>(plan));
    }

    /// <summary>Questions that were edited since stay, and with them their bank.</summary>
    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var (context, run, owner) = (job.Book.Context, job.Run.Id, job.Book.StudentId);
        var topics = context.Set<QuizTopic>().Where(t => t.OwnerId == owner);
        await context.Set<Question>().Where(q => q.ImportId == run && (q.Version == 0 || q.DeletedAt != null) && topics.Any(t => t.Id == q.TopicId))
            .ExecuteDeleteAsync(cancellationToken);
        await topics.Where(t => t.ImportId == run && !context.Set<Question>().Any(q => q.TopicId == t.Id)
            && !context.Set<QuizSession>().Any(s => s.TopicId == t.Id && s.Status == QuizStatus.InProgress)).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    protected abstract Refusal? Read(ImportFile file, QuestionPlan plan, CancellationToken cancellationToken);

    protected static Refusal? Take(QuestionPlan plan, IEnumerable<FoundQuestion> questions, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            plan.Add(question);
        }
        return null;
    }

    private static string TopicOf(ImportFile file)
    {
        var title = FromMap(file.Map) ?? Path.GetFileNameWithoutExtension(file.Name).Replace('_', ' ').NullIfBlank() ?? QuestionFileTexts.Topic_Unnamed;
        return title.Length <= QuizTopic.MaxTitle ? title : title[..QuizTopic.MaxTitle].Trim();
    }

    private static string? FromMap(string? map)
    {
        try
        {
            return map is null ? null : JsonSerializer.Deserialize<TopicMap>(map, Json.Stored)?.Topic.NullIfBlank();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record TopicMap(string? Topic);
}

internal sealed class GiftImport : QuestionImport
{
    public override string Word => "gift";

    public override string Title => QuestionFileTexts.Gift_Title;

    public override string Explanation => QuestionFileTexts.Gift_Explanation;

    public override IReadOnlyList<string> Extensions { get; } = [".gift", ".txt"];

    protected override Refusal? Read(ImportFile file, QuestionPlan plan, CancellationToken cancellationToken) =>
        Take(plan, GiftReader.Read(QuestionFile.Decode(file.Content), plan.Refusals), cancellationToken);
}

internal sealed class AikenImport : QuestionImport
{
    public override string Word => "aiken";

    public override string Title => QuestionFileTexts.Aiken_Title;

    public override string Explanation => QuestionFileTexts.Aiken_Explanation;

    public override IReadOnlyList<string> Extensions { get; } = [".txt", ".aiken"];

    protected override Refusal? Read(ImportFile file, QuestionPlan plan, CancellationToken cancellationToken) =>
        Take(plan, AikenReader.Read(QuestionFile.Decode(file.Content), plan.Refusals), cancellationToken);
}

internal sealed class MoodleXmlImport : QuestionImport
{
    public override string Word => "moodle-xml";

    public override string Title => QuestionFileTexts.Moodle_Title;

    public override string Explanation => QuestionFileTexts.Moodle_Explanation;

    public override IReadOnlyList<string> Extensions { get; } = [".xml"];

    protected override Refusal? Read(ImportFile file, QuestionPlan plan, CancellationToken cancellationToken)
    {
        Take(plan, MoodleXmlReader.Read(file.Content, plan.Refusals), cancellationToken);
        // A file of which nothing was read before it broke is not such a file.
        return plan is { Created: 0, Refusals: { Count: 1, Lines: [var only] } } && only.Reason == QuestionFileTexts.Row_Xml
            ? ImportService.Unreadable(QuestionFileTexts.Refused_Xml.With(only.Line)) : null;
    }
}

internal sealed class QuestionsCsvImport : QuestionImport
{
    public override string Word => "questions-csv";

    public override string Title => QuestionFileTexts.Csv_Title;

    public override string Explanation => QuestionFileTexts.Csv_Explanation;

    public override IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    protected override Refusal? Read(ImportFile file, QuestionPlan plan, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(file.Content, plan.Refusals, cancellationToken);
        return QuestionCsvReader.Missing(table) is { Count: > 0 } missing
            ? ImportService.Unreadable(QuestionFileTexts.Refused_Columns.With(string.Join(", ", missing)))
            : Take(plan, QuestionCsvReader.Read(table), cancellationToken);
    }
}
