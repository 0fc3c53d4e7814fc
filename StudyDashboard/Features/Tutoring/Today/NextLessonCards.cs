using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Today;

/// <summary>The next lesson with the way into it: a student's own, and for a guardian each child's, in the reader's zone.</summary>
public sealed class NextLessonCards(NextLessonReader lessons, GuardianService guardians, TimeProvider clock) : ITodayCards
{
    public string Source => "lesson";

    public int Order => 30;

    public async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken) =>
        await lessons.OfAsync(request.Person.Id, cancellationToken) is { } next ? [CardOf(next, request.Person, null)] : [];

    /// <summary>The next lesson of each of a guardian's children.</summary>
    public async Task<IReadOnlyList<TodayCard>> OfChildrenAsync(Profile guardian, CancellationToken cancellationToken)
    {
        var cards = new List<TodayCard>();
        foreach (var child in await guardians.ChildrenAsync(guardian.Id, cancellationToken))
        {
            if (await lessons.OfAsync(child.Id, cancellationToken) is { } next)
            {
                cards.Add(CardOf(next, guardian, child.Name));
            }
        }
        return cards;
    }

    /// <summary>Its cards lead elsewhere and command nothing.</summary>
    public Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<TodayDone>>(new TodayDone());

    private TodayCard CardOf(NextLesson lesson, Profile reader, string? child)
    {
        var isOn = lesson.StartsAt <= clock.NowUtc();
        var title = ClosingTexts.Page_With.With(lesson.Course, lesson.Tutor);
        var way = lesson.Mode != LessonMode.Online && lesson.Place is not null ? lesson.Place : ClosingLabels.Of(lesson.Mode);
        return new TodayCard
        {
            Kicker = (child, isOn) switch
            {
                (null, false) => ClosingTexts.Next_Kicker,
                (null, true) => ClosingTexts.Next_Now,
                (_, false) => ClosingTexts.Next_KickerOf.With(child),
                _ => ClosingTexts.Next_NowOf.With(child),
            },
            Title = title,
            Detail = string.Join(" · ", new[] { When(lesson, reader), way, lesson.HasApology ? ClosingTexts.Next_Apology : null }.OfType<string>()),
            OutOfDateAt = isOn ? lesson.EndsAt : Clock.Earlier(lesson.StartsAt, Midnight(reader)),
            Actions =
            [
                .. lesson.JoinLink is { } link && child is null ? [Action(ClosingTexts.Page_Join, link)] : Array.Empty<TodayAction>(),
                Action(ClosingTexts.Next_Open, PageAddresses.Lesson(lesson.Id)),
                Action(ClosingTexts.Page_Whiteboard, PageAddresses.Whiteboard(lesson.Id)),
            ],
        };

        TodayAction Action(string label, string address) => new(label, address) { FullLabel = $"{label}: {title}" };
    }

    /// <summary>"Tomorrow" becomes "today" at midnight, not when the study day begins.</summary>
    private DateTime Midnight(Profile reader)
    {
        var days = StudyCalendar.For(reader.TimeZone, 0);
        return days.StartOf(days.DayOf(clock.NowUtc()).AddDays(1));
    }

    /// <summary>The zone is named where the tutor's is another one: the two may speak of different hours.</summary>
    private string When(NextLesson lesson, Profile reader)
    {
        var (start, today) = (reader.Calendar.LocalOf(lesson.StartsAt), reader.Calendar.LocalOf(clock.NowUtc()).Date);
        var day = (start.Date - today).Days switch
        {
            0 => ClosingTexts.Next_Today,
            1 => ClosingTexts.Next_Tomorrow,
            _ => start.ToString("ddd d MMM", CultureInfo.GetCultureInfo(reader.Language)),
        };
        var time = $"{day}, {reader.TimeOf(lesson.StartsAt)}–{reader.TimeOf(lesson.EndsAt)}";
        return lesson.TimeZone == reader.TimeZone ? time : ClosingTexts.Page_TimeZone.With(time, reader.TimeZone);
    }
}
