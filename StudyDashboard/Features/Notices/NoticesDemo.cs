using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Notices;

/// <summary>The demo's student has been reminded of yesterday's lesson and told that the next one has moved.</summary>
internal sealed class NoticesDemo : IDemoPart
{
    public Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (student, tutor) = (world.IdOf(DemoPeople.Student), world.IdOf(DemoPeople.Tutor));
        var calendar = world.CalendarOf(DemoPeople.Student);
        var reader = new Recipient(student, "", null, calendar.Zone.Id, "en", ClockFormat.H24, new NoticeChoices());
        DateTime At(int days, int hour) => calendar.InstantOf(calendar.LocalOf(world.NowUtc).Date.AddDays(days).AddHours(hour));
        LessonNotice Lesson(int days, int hour) => new()
        {
            LessonId = 0, Title = "Mathematics", StartsAt = At(days, hour), EndsAt = At(days, hour + 1), Zone = calendar.Zone.Id, Mode = "online",
            TutorId = tutor, StudentId = student,
        };
        Add(NoticeKind.LessonReminder, new LessonLine(null, Lesson(-1, 17)), At(-1, 17).AddMinutes(-15), isRead: true);
        Add(NoticeKind.LessonChanged, new LessonLine(Lesson(2, 17), Lesson(2, 18)), world.NowUtc.AddHours(-2), isRead: false);
        return Task.CompletedTask;

        void Add(NoticeKind kind, LessonLine line, DateTime at, bool isRead)
        {
            var content = NoticeContent.Of([line]);
            var notice = new Notice(student, kind, NoticeChannel.InApp, $"demo:{kind}", $"demo:{kind}", content, at, at.AddDays(3), at);
            var (title, body) = Post.NoticeWriter.Write(kind, content, reader, new Dictionary<int, string> { [tutor] = "Vera Ilieva" });
            notice.Word(title, body);
            notice.HandOut(at, isSilent: true);
            notice.List(at);
            if (isRead)
            {
                notice.Read(at);
            }
            world.Context.Add(notice);
        }
    }
}
