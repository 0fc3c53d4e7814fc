using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Log;

public sealed class EntryInputTests
{
    private static readonly StudyCalendar Sofia = StudyCalendar.For("Europe/Sofia", 4);

    [Theory]
    [InlineData("9:00", "10:30", null, "2026-03-10 07:00", "2026-03-10 08:30")]
    [InlineData("900", null, "1.5h", "2026-03-10 07:00", "2026-03-10 08:30")]
    [InlineData("23:30", "0:15", null, "2026-03-10 21:30", "2026-03-10 22:15")]
    [InlineData("9 pm", null, "25", "2026-03-10 19:00", "2026-03-10 19:25")]
    public void ToEntry_StartWithEndOrLength_IsASpan(string start, string? end, string? length, string from, string to)
    {
        var entry = Input(start, end, length).ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Value;

        Assert.Equal((Make.At(from), Make.At(to)), (entry.StartedAt!.Value, entry.EndedAt!.Value));
    }

    [Fact]
    public void ToEntry_OfAStoredSession_KeepsWhatItsFormDoesNotShow()
    {
        var session = Make.Session(1);
        session.Describe(session.About with { Language = "de", PlanId = 3, ClassId = 7, AssignmentId = 9 });
        var input = EntryInput.Of(session);
        (input.Subject, input.AssignmentId) = ("Sets", null);

        var about = input.ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Value.About;

        Assert.Equal(("Sets", "de", 3, 7, null), (about.Subject, about.Language, about.PlanId, about.ClassId, about.AssignmentId));
    }

    [Fact]
    public void ToEntry_LengthAlone_HasNoClockTimes()
    {
        var entry = Input(null, null, "90min").ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Value;

        Assert.Equal((null, new DateOnly(2026, 3, 10), 5400), (entry.StartedAt, entry.Day!.Value, entry.NetSeconds!.Value));
    }

    [Theory]
    [InlineData("25:00", "10:00", null, "started_at")]
    [InlineData("9:00", "noon", null, "ended_at")]
    [InlineData("9:00", null, "a while", "net_seconds")]
    [InlineData("9:00", null, null, "ended_at")]
    [InlineData(null, null, null, "started_at")]
    public void ToEntry_WhatCannotBeRead_NamesTheField(string? start, string? end, string? length, string field) =>
        Assert.Equal(field, Assert.Single(Input(start, end, length).ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Refusal!.Fields).Field);

    [Fact]
    public void ToEntry_DateThatDoesNotExist_NamesTheDay()
    {
        var input = new EntryInput { Date = "31.02.", Duration = "25" };

        Assert.Equal("study_day", Assert.Single(input.ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Refusal!.Fields).Field);
    }

    [Fact]
    public void ToEntry_EndAnHourBeforeTheStart_IsNoNightOf23Hours()
    {
        var entry = Input("14:00", "13:00", null).ToEntry(Sofia, new DateOnly(2026, 3, 12), null, null).Value;

        Assert.Equal("ended_at", Assert.Single(entry.Check(Make.At("2026-03-12 00:00"))).Field);
    }

    private static EntryInput Input(string? start, string? end, string? length) =>
        new() { Date = "2026-03-10", Start = start, End = end, Duration = length };
}
