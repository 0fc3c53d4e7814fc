using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>A question bank as programs see it.</summary>
public sealed record TopicWire(
    int Id, string Title, string Description, bool IsShared, bool IsMine, string Owner, int Questions, IReadOnlyList<SubjectWire> Subjects, int? OpenSessionId, int Version) : IVersioned
{
    internal static TopicWire Of(TopicRow row) => new(row.Id, row.Title, row.Description, row.IsShared, row.IsMine, row.Owner, row.Questions,
        [.. row.Subjects.Select(s => new SubjectWire(s.Name, s.Questions))], row.Open?.Id, row.Version);
}

/// <summary>A subject of a bank.</summary>
public sealed record SubjectWire(string Subject, int Questions);

/// <summary>A question as its owner sees it.</summary>
public sealed record QuestionWire(
    int Id, string PubId, int TopicId, QuestionKind Type, string Title, string Text, TextForm Format, IReadOnlyList<AnswerWire> Answers, string Explanation, bool CaseSensitive,
    string Subject, int Difficulty, int Frequency, string? VariantGroup, string? DomainCode, int Version) : IVersioned
{
    internal static QuestionWire Of(Question q) => new(q.Id, q.PubId, q.TopicId, q.Kind, q.Title, q.Text, q.Form, [.. q.Content.Answers.Select(AnswerWire.Of)], q.Explanation, q.CaseSensitive,
        q.Subject, q.Difficulty, q.Frequency, q.VariantGroup, q.DomainCode, q.Version);
}

/// <summary>An option, or an accepted answer.</summary>
/// <param name="Key">What an answer names it by.</param>
/// <param name="Text">Its text; of a number as 3.14, 3.14:0.01 or 1..5.</param>
/// <param name="Percent">What it is worth, -100 to 100; above 0 is right.</param>
/// <param name="Feedback">Said to who chose it.</param>
public sealed record AnswerWire(string Key, string Text, double Percent, string Feedback)
{
    internal static AnswerWire Of(QuestionAnswer answer) => new(answer.Key, answer.Text, answer.Percent, answer.Feedback);
}

/// <summary>What a viewer needs to ask a bank's questions without a connection (rules.md 28).</summary>
public sealed record PackWire(int TopicId, string Title, DateTime MadeAt, IReadOnlyList<PackedQuestion> Questions);

/// <summary>A question of a pack. <c>pub_id</c> and the keys of its options are what ingest takes back.</summary>
public sealed record PackedQuestion(
    string PubId, QuestionKind Type, string Title, string Text, TextForm Format, string Html, IReadOnlyList<PackedOption> Options, IReadOnlyList<AnswerWire> Accepted, bool CaseSensitive,
    string Explanation, string Subject, int Difficulty, int Frequency, string? VariantGroup, string? DomainCode, int Version)
{
    internal static PackedQuestion Of(Question q)
    {
        var content = q.Content;
        return new PackedQuestion(q.PubId, q.Kind, q.Title, q.Text, q.Form, QuestionMarkup.ToHtml(q.Text, q.Form),
            content.HasOptions ? [.. content.Answers.Select(a => new PackedOption(a.Key, a.Text, a.Percent > 0, a.Feedback))] : [],
            content.HasOptions ? [] : [.. content.Answers.Select(AnswerWire.Of)], q.CaseSensitive, q.Explanation, q.Subject, q.Difficulty, q.Frequency, q.VariantGroup, q.DomainCode, q.Version);
    }
}

/// <summary>An option of a packed question.</summary>
public sealed record PackedOption(string Key, string Text, bool Correct, string Feedback);

/// <summary>How a question does with the tutor's students.</summary>
public sealed record FiguresWire(int QuestionId, string PubId, int Attempts, bool TooFew, double? Facility, double? Discrimination);
