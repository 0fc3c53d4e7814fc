using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StudyDashboard.Infrastructure.Telemetry;

/// <summary>
/// What the product measures of itself. It costs next to nothing while nobody listens. A tag is a word of the program (a verb, a duty's
/// name) and never anyone's name, address, id or text.
/// </summary>
internal static class StudyMeters
{
    public const string Name = "StudyDashboard";

    private static readonly Meter Own = new(Name);
    private static readonly ActivitySource Spans = new(Name);

    private static readonly Counter<long> Commands = Own.CreateCounter<long>(
        "studydashboard.session.commands", "{command}", "Commands on study sessions, by verb and by outcome: done, or why it was refused.");

    private static readonly Histogram<double> WriteTurns = Own.CreateHistogram<double>("studydashboard.write_turn.wait", "s", "Wait of a write for its turn.");

    private static readonly Histogram<double> Duties = Own.CreateHistogram<double>("studydashboard.duty.duration", "s", "Background duties, by name and outcome: done or failed.");

    private static readonly Counter<long> Webhooks = Own.CreateCounter<long>("studydashboard.webhook.attempts", "{attempt}", "Attempts to deliver a webhook, by outcome: done or failed.");

    private static readonly Counter<long> Backups = Own.CreateCounter<long>("studydashboard.backups", "{backup}", "Backups of the server, by outcome: done or failed.");

    /// <summary>Begins a span of a trace; null when nobody listens.</summary>
    public static Activity? Span(string name, DateTimeOffset begun = default) => Spans.StartActivity(ActivityKind.Internal, startTime: begun, name: name);

    public static void Command<TVerb>(TVerb verb, Refusal? refusal)
        where TVerb : struct, Enum
    {
        if (Commands.Enabled)
        {
            Commands.Add(1, new("verb", Words<TVerb>.Of(verb)), new("outcome", refusal is null ? "done" : Words<RefusalKind>.Of(refusal.Kind)));
        }
    }

    public static void WriteTurn(TimeSpan waited) => WriteTurns.Record(waited.TotalSeconds);

    public static void Duty(string name, TimeSpan took, bool done) => Duties.Record(took.TotalSeconds, new("duty", name), Outcome(done));

    public static void Webhook(bool done) => Webhooks.Add(1, Outcome(done));

    public static void Backup(bool done) => Backups.Add(1, Outcome(done));

    private static KeyValuePair<string, object?> Outcome(bool done) => new("outcome", done ? "done" : "failed");
}
