using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Notices;

public sealed class ReminderRulesTests
{
    private static readonly DateTime Start = Make.At("2026-03-10 15:00");
    private static readonly DateTime Early = Start.AddDays(-2);

    [Fact]
    public void Choices_Untouched_RemindInTheAppAndBySystemAQuarterOfAnHourBefore() => Assert.Equal(
        [(NoticeChannel.InApp, Start.AddMinutes(-15)), (NoticeChannel.System, Start.AddMinutes(-15))],
        ReminderRules.For(Lesson(), Person(), hasMail: true, Early).Select(r => (r.Channel, r.DueAt)));

    [Fact]
    public void Mode_OfAnotherKind_IsLeftOut()
    {
        var person = Person(new ReminderChoice(60, NoticeChannel.InApp, "in-person"), new ReminderChoice(30, NoticeChannel.InApp, "online"));

        Assert.Equal(30, Assert.Single(ReminderRules.For(Lesson(), person, true, Early)).MinutesBefore);
    }

    [Fact]
    public void Mail_WithoutAServerOrAnAddress_IsLeftOut()
    {
        var person = Person(new ReminderChoice(60, NoticeChannel.Email));

        Assert.Empty(ReminderRules.For(Lesson(), person, hasMail: false, Early));
        Assert.Empty(ReminderRules.For(Lesson(), person with { Email = null }, hasMail: true, Early));
        Assert.Single(ReminderRules.For(Lesson(), person, hasMail: true, Early));
    }

    [Fact]
    public void Alarm_OfTheLesson_IsForThoseWhoTakePart()
    {
        var lesson = Lesson() with { AlarmEnabled = true, AlarmBeforeMinutes = 5 };

        Assert.Contains(ReminderRules.For(lesson, Person(), true, Early), r => r is { Channel: NoticeChannel.Alarm, MinutesBefore: 5 });
        Assert.DoesNotContain(ReminderRules.For(lesson, Person() with { Id = 9 }, true, Early), r => r.Channel == NoticeChannel.Alarm);
    }

    [Fact]
    public void NotificationEnabled_ForWhoHasNoReminder_IsOneInTheApp()
    {
        var none = Person() with { Choices = new NoticeChoices { Reminders = [] } };

        Assert.Empty(ReminderRules.For(Lesson(), none, true, Early));
        Assert.Equal(NoticeChannel.InApp, Assert.Single(ReminderRules.For(Lesson() with { NotificationEnabled = true }, none, true, Early)).Channel);
    }

    [Fact]
    public void Past_OfAChannelWithOneToCome_IsLeftOut()
    {
        var person = Person(new ReminderChoice(1440, NoticeChannel.InApp), new ReminderChoice(15, NoticeChannel.InApp), new ReminderChoice(1440, NoticeChannel.System));

        Assert.Equal(
            [(NoticeChannel.InApp, 15), (NoticeChannel.System, 1440)],
            ReminderRules.For(Lesson(), person, true, Start.AddHours(-2)).Select(r => (r.Channel, r.MinutesBefore)));
    }

    [Fact]
    public void Lesson_OffOrBegun_HasNone()
    {
        Assert.Empty(ReminderRules.For(Lesson() with { IsOn = false }, Person(), true, Early));
        Assert.Empty(ReminderRules.For(Lesson(), Person(), true, Start));
    }

    [Theory]
    [InlineData("22:00", "07:00", "2026-03-10 21:30", "2026-03-11 05:00")]
    [InlineData("22:00", "07:00", "2026-03-10 03:00", "2026-03-10 05:00")]
    [InlineData("22:00", "07:00", "2026-03-10 05:00", null)]
    [InlineData("13:00", "15:00", "2026-03-10 11:00", "2026-03-10 13:00")]
    [InlineData("13:00", "13:00", "2026-03-10 11:00", null)]
    public void QuietHours_InThePersonsZone_EndWhenTheWallClockSaysSo(string from, string to, string at, string? end)
    {
        var person = Person() with
        {
            Choices = new NoticeChoices { QuietFrom = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), QuietTo = TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture) },
        };

        Assert.Equal(end is null ? null : Make.At(end), QuietHours.EndOf(person, Make.At(at)));
    }

    [Fact]
    public void Words_OfAMovedLesson_NameBothZonesBeforeAndAfter()
    {
        var before = Lesson() with { Zone = "America/New_York" };
        var after = before with { StartsAt = Start.AddHours(2), EndsAt = Start.AddHours(3), JoinLink = "https://meet.example.org/a" };
        var names = new Dictionary<int, string> { [1] = "Vera", [2] = "Mina" };

        var (title, body) = NoticeWriter.Write(NoticeKind.LessonChanged, NoticeContent.Of([new LessonLine(before, after)]), Person(), names);

        Assert.Equal("Lesson moved: Algebra, now Tue 10 Mar 2026, 19:00", title);
        Assert.Equal(
            "Algebra with Vera: before Tue 10 Mar 2026, 17:00–18:00 (Europe/Sofia), that is Tue 10 Mar 2026, 11:00 (America/New_York), "
            + "now Tue 10 Mar 2026, 19:00–20:00 (Europe/Sofia), that is Tue 10 Mar 2026, 13:00 (America/New_York). Before: Online. Now: Online: https://meet.example.org/a.", body);
    }

    [Fact]
    public void Content_OfStepsThatLeadBack_SaysNothing()
    {
        var (first, moved) = (Lesson(), Lesson() with { StartsAt = Start.AddHours(1), EndsAt = Start.AddHours(2) });
        NoticeContent Step(LessonNotice a, LessonNotice b) => NoticeContent.Of([new LessonLine(a, b)]);

        Assert.Empty(NoticeContent.Join([Step(first, moved), Step(moved, first)]).Lines);
        var line = Assert.Single(NoticeContent.Join([Step(first, moved), Step(moved, moved with { Mode = "hybrid" })]).Lines);
        Assert.Equal(("online", "hybrid"), (line.Before!.Mode, line.After!.Mode));
    }

    [Fact]
    public void Content_OfManyLessons_NamesTheFirstAndCountsTheRest()
    {
        var content = NoticeContent.Of([.. Enumerable.Range(0, 36).Select(i => new LessonLine(null, Lesson() with { LessonId = i, StartsAt = Start.AddDays(7 * i) }))]);

        var (title, body) = NoticeWriter.Write(NoticeKind.LessonAdded, content, Person(), new Dictionary<int, string>());

        Assert.Equal("36 new lessons", title);
        Assert.EndsWith("And 26 more.", body, StringComparison.Ordinal);
        Assert.Equal(11, body.Split('\n').Length);
    }

    private static LessonNotice Lesson() => new()
    {
        LessonId = 41, Title = "Algebra", StartsAt = Start, EndsAt = Start.AddHours(1), Zone = "Europe/Sofia", Mode = "online", TutorId = 1, StudentId = 2,
    };

    private static Recipient Person(params ReminderChoice[] reminders) => new(
        2, "Mina", "mina@example.org", "Europe/Sofia", "en", ClockFormat.H24, reminders.Length == 0 ? new NoticeChoices() : new NoticeChoices { Reminders = reminders });
}
