using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Review.Fsrs;

/// <summary>
/// Recorded cases: histories of answers with the card after each, and values of the single formulas. Besides the files here, those of the
/// same forms in the folder that the environment variable STUDYDASHBOARD_VECTORS names; files of another form there are passed over.
/// </summary>
public sealed class FsrsVectorTests
{
    private const double Tolerance = 1e-6;

    private static readonly StudyCalendar Utc = StudyCalendar.For("UTC", 0);

    [Theory]
    [MemberData(nameof(Histories))]
    public void Scheduler_OfEachHistory_HasTheRecordedCards(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var wrong = file.RootElement.GetProperty("cases").EnumerateArray().SelectMany(Faults).ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} answers differ:\n{string.Join('\n', wrong.Take(50))}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Formulas_OfEachRow_HaveTheRecordedValues(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var wrong = new List<string>();
        foreach (var function in file.RootElement.GetProperty("rows").EnumerateObject())
        {
            foreach (var row in function.Value.EnumerateArray())
            {
                double[] values = [.. row.EnumerateArray().Select(v => v.GetDouble())];
                var found = Computed(function.Name, values);
                if (!found.Zip(values[^found.Length..]).All(p => Close(p.First, p.Second)))
                {
                    wrong.Add($"{function.Name} {row}: {string.Join(", ", found)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} rows differ:\n{string.Join('\n', wrong.Take(50))}");
    }

    public static TheoryData<string> Histories() => Files("fsrs6_histories.json", root =>
        root.TryGetProperty("cases", out var cases) && cases.ValueKind == JsonValueKind.Array && cases.GetArrayLength() > 0
        && cases.EnumerateArray().All(c => c.ValueKind == JsonValueKind.Object
            && c.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object && config.TryGetProperty("desired_retention", out _)
            && c.TryGetProperty("reviews", out var reviews) && reviews.ValueKind == JsonValueKind.Array));

    public static TheoryData<string> Functions() => Files("fsrs6_functions.json", root =>
        root.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Object && rows.TryGetProperty("forgetting_curve", out _));

    private static IEnumerable<string> Faults(JsonElement recorded)
    {
        var scheduler = new FsrsScheduler(Parameters(recorded.GetProperty("config")));
        var card = FsrsCard.New(default);
        var number = 0;
        foreach (var review in recorded.GetProperty("reviews").EnumerateArray())
        {
            var (at, grade) = (Time(review.GetProperty("at")), (ReviewGrade)review.GetProperty("rating").GetInt32());
            var (elapsed, recall) = (card.ElapsedDays(at, Utc), scheduler.Retrievability(card, at, Utc));
            card = scheduler.Answer(card, grade, at, Utc);
            number++;
            string[] faults = [.. Differences(review, elapsed, recall, card)];
            if (faults.Length > 0)
            {
                yield return $"{recorded.GetProperty("id")} answer {number}: {string.Join(", ", faults)}";
            }
        }
    }

    private static IEnumerable<string> Differences(JsonElement review, int elapsed, double? recall, FsrsCard card)
    {
        var expected = review.GetProperty("expected");
        var answers = new (string Name, JsonElement Expected, object? Found)[]
        {
            ("elapsed_days", review.GetProperty("elapsed_days"), elapsed),
            ("retrievability_before", review.GetProperty("retrievability_before"), recall),
            ("stability", expected.GetProperty("stability"), card.Stability),
            ("difficulty", expected.GetProperty("difficulty"), card.Difficulty),
            ("state", expected.GetProperty("state"), card.State.ToString()),
            ("step", expected.GetProperty("step"), card.State == CardState.Review ? null : card.Step),
            ("scheduled_days", expected.GetProperty("scheduled_days"), card.ScheduledDays),
            ("due", expected.GetProperty("due"), card.Due),
            ("reps", expected.GetProperty("reps"), card.Reps),
            ("lapses", expected.GetProperty("lapses"), card.Lapses),
        };
        return answers.Where(a => !Same(a.Expected, a.Found)).Select(a => $"{a.Name} {a.Found} instead of {a.Expected}");
    }

    private static bool Same(JsonElement expected, object? found) => found switch
    {
        null => expected.ValueKind == JsonValueKind.Null,
        int whole => expected.GetInt32() == whole,
        double real => expected.ValueKind == JsonValueKind.Number && Close(real, expected.GetDouble()),
        DateTime time => Time(expected) == time,
        _ => expected.GetString() == (string)found,
    };

    private static double[] Computed(string function, double[] row)
    {
        var model = new FsrsModel(FsrsWeights.Default, shortTerm: true, relearningSteps: 1);
        switch (function)
        {
            case "forgetting_curve":
                return [model.Retrievability((int)row[0], row[1])];
            case "next_interval":
                return [new FsrsScheduler(new FsrsParameters { DesiredRetention = row[1] }).IntervalOf(row[0])];
            case "init":
                var first = model.First((ReviewGrade)row[0]);
                return [first.Stability, first.Difficulty];
            case "next_difficulty":
                return [model.NextDifficulty(row[0], (ReviewGrade)row[1])];
            case "recall_stability":
                return [Of(model.Recalled(new FsrsMemory(row[1], row[0]), row[2]), (ReviewGrade)row[3])];
            case "forget_stability":
                return [model.Forgotten(new FsrsMemory(row[1], row[0]), row[2])];
            case "short_term_stability":
                return [(ReviewGrade)row[1] == ReviewGrade.Again ? model.ShortTermLapsed(row[0]) : Of(model.ShortTerm(row[0]), (ReviewGrade)row[1])];
            case "next_state":
                var next = model.Next(new FsrsMemory(row[1], row[0]), (int)row[2], (ReviewGrade)row[3]);
                return [next.Stability, next.Difficulty];
            default:
                throw new InvalidOperationException($"No formula is called {function}.");
        }
    }

    private static double Of(PassedStability passed, ReviewGrade grade) =>
        grade == ReviewGrade.Hard ? passed.Hard : grade == ReviewGrade.Good ? passed.Good : passed.Easy;

    private static FsrsParameters Parameters(JsonElement config) => new()
    {
        Weights = config.GetProperty("weights") is { ValueKind: JsonValueKind.Array } weights
            ? FsrsWeights.Adopt([.. weights.EnumerateArray().Select(w => w.GetDouble())]) : FsrsWeights.Default,
        DesiredRetention = config.GetProperty("desired_retention").GetDouble(),
        MaximumInterval = config.GetProperty("maximum_interval").GetInt32(),
        ShortTerm = config.GetProperty("enable_short_term").GetBoolean(),
        LearningSteps = Steps(config.GetProperty("learning_steps")),
        RelearningSteps = Steps(config.GetProperty("relearning_steps")),
    };

    private static LearningSteps Steps(JsonElement steps) =>
        LearningSteps.Parse(string.Join(' ', steps.EnumerateArray().Select(s => s.GetString())), "steps").Value;

    private static bool Close(double found, double expected) => Math.Abs(found - expected) <= Tolerance;

    private static DateTime Time(JsonElement time) =>
        DateTime.Parse(time.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static TheoryData<string> Files(string name, Func<JsonElement, bool> isOfThisForm)
    {
        var files = new List<string> { Path.Combine(Folder(), name) };
        if (Environment.GetEnvironmentVariable("STUDYDASHBOARD_VECTORS") is { Length: > 0 } folder)
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*.json").Where(f => IsJson(f, isOfThisForm)).Order(StringComparer.Ordinal));
        }
        return [.. files];
    }

    private static bool IsJson(string path, Func<JsonElement, bool> isOfThisForm)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path));
            return file.RootElement.ValueKind == JsonValueKind.Object && isOfThisForm(file.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
