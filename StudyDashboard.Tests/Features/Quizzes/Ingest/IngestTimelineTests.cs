using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes.Ingest;

/// <summary>When an answer is thought to have been given, whatever a viewer tells of it.</summary>
public sealed class IngestTimelineTests
{
    private static readonly DateTime Now = At("12:00");

    [Fact]
    public void Instants_AllTold_OrderTheAnswers() =>
        Assert.Equal("08:00 b 08:01, a 08:03, end 08:04", Of("08:00", "08:04", ("a", "08:03"), ("b", "08:01")));

    [Fact]
    public void Instants_SomeTold_KeepTheOrderAndShareWhatLiesBetween() =>
        Assert.Equal("08:00 a 08:02, b 08:04, c 08:06, end 08:10", Of("08:00", "08:10", ("a", null), ("b", null), ("c", "08:06")));

    [Fact]
    public void Instants_NoneTold_ShareTheSession() =>
        Assert.Equal("08:00 a 08:05, b 08:10, end 08:10", Of("08:00", "08:10", ("a", null), ("b", null)));

    [Fact]
    public void Instants_NoneToldInALongSession_TakeLessThanTenMinutesEach() =>
        Assert.Equal("08:00 a 08:09:59, end 11:00", Of("08:00", "11:00", ("a", null)));

    [Fact]
    public void Instants_OutsideTheSession_AreKeptWithinIt() =>
        Assert.Equal("08:00 a 08:00, b 08:05, end 08:05", Of("08:00", "08:05", ("a", "07:00"), ("b", "09:00")));

    [Fact]
    public void Instants_ThatRunBackBesideUntoldOnes_DoNotRunBack() =>
        Assert.Equal("08:00 a 08:04, b 08:04, c 08:05, end 08:05", Of("08:00", "08:05", ("a", "08:04"), ("b", "08:02"), ("c", null)));

    [Fact]
    public void Ends_NotTold_AreTheFirstAndTheLastAnswer() =>
        Assert.Equal("08:01 a 08:01, b 08:03, end 08:03", Of(null, null, ("a", "08:01"), ("b", "08:03")));

    [Fact]
    public void Nothing_Told_IsNowAndTakesNoTime() => Assert.Equal("12:00 a 12:00, end 12:00", Of(null, null, ("a", null)));

    [Fact]
    public void OneEnd_Told_IsBoth()
    {
        Assert.Equal("08:00 a 08:00, end 08:00", Of("08:00", null, ("a", null)));
        Assert.Equal("08:00 a 08:00, end 08:00", Of(null, "08:00", ("a", null)));
    }

    [Fact]
    public void Clock_ThatRunsAhead_IsNow() => Assert.Equal("11:59 a 12:00, end 12:00", Of("11:59", "12:04", ("a", "12:03")));

    private static string Of(string? started, string? finished, params (string PubId, string? At)[] answers)
    {
        var delivery = new IngestDelivery("u", Told(started), Told(finished), [.. answers.Select(a => new IngestAttempt(a.PubId, [], false, Told(a.At)))]);
        var timeline = IngestTimeline.Of(delivery, Now);
        Assert.Equal(timeline.Steps.Skip(1).Select(s => s.From), timeline.Steps.SkipLast(1).Select(s => s.At));
        return $"{Text(timeline.Steps[0].From)} {string.Join(", ", timeline.Steps.Select(s => $"{s.Attempt.PubId} {Text(s.At)}"))}, end {Text(timeline.FinishedAt)}";
    }

    private static string Text(DateTime at) => at.Second == 0 ? $"{at:HH:mm}" : $"{at:HH:mm:ss}";

    private static DateTime At(string time) => Make.At($"2026-03-09 {time}");

    private static DateTime? Told(string? time) => time is null ? null : At(time);
}
