using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes.Ingest;

/// <summary>The whole product over HTTP with ingest switched on.</summary>
public sealed class IngestServer : IAsyncLifetime
{
    public const string Address = "/ingest/study/attempts";

    public ApiFactory Api { get; } = new() { Configure = host => host.UseSetting("Ingest:Enabled", "true") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>A bank whose questions have B as the right option.</summary>
    public async Task<(int Topic, IReadOnlyList<string> PubIds)> BankAsync(int owner, string title, int questions = 3)
    {
        var banks = Api.Services.GetRequiredService<BankService>();
        var topic = (await banks.AddTopicAsync(owner, new TopicDraft(title), Token)).Value;
        for (var i = 1; i <= questions; i++)
        {
            Assert.Null((await banks.AddQuestionAsync(owner, topic, QuizMake.Choice($"Question {i}"), new QuestionPlace(), Token)).Refusal);
        }
        await using var context = Api.Context();
        return (topic, await context.Set<Question>().Where(q => q.TopicId == topic).OrderBy(q => q.Id).Select(q => q.PubId).ToListAsync(Token));
    }

    /// <summary>A client with a new token of the whole site.</summary>
    public async Task<HttpClient> SiteClientAsync() =>
        Api.ClientWith((await Api.Services.GetRequiredService<SiteTokens>().CreateAsync("viewer", Token)).Value.Secret);

    /// <summary>A delivery as JSON: each answer a question and c right, w wrong, u unsure and right, U unsure and wrong, - nothing selected.</summary>
    public static string Body(string uuid, params (string PubId, char Answer)[] answers) => JsonSerializer.Serialize(new
    {
        client_session_uuid = uuid,
        started_at = "2026-03-09T08:00:00Z",
        finished_at = "2026-03-09T08:05:00Z",
        attempts = answers.Select((a, i) => new
        {
            pub_id = a.PubId, selected = a.Answer switch { 'c' or 'u' => new[] { "B" }, '-' => [], _ => ["A"] }, unsure = a.Answer is 'u' or 'U',
            answered_at = $"2026-03-09T08:0{(i + 1) % 5}:00Z",
        }),
    });
}
