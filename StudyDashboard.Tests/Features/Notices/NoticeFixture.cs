using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>A tutor, a student in another zone and a guardian, with the outbox and both posts on a database of their own.</summary>
public sealed class NoticeFixture : IDisposable
{
    public NoticeFixture(int mailPort = 0)
    {
        Mail = mailPort == 0 ? new MailOptions() : new MailOptions
        {
            Host = "localhost", Port = mailPort, From = "StudyDashboard <study@example.org>", Tls = false, PublicAddress = new Uri("https://study.example.org"),
        };
        Wake = new NoticeWake();
        Planner = new NoticePlanner(Mail, Wake);
        Tutor = Study.AddPerson("Vera", "Europe/Sofia");
        Student = Study.StudentId;
        Guardian = Study.AddPerson("Sun", "America/New_York");
        using var context = Study.Context();
        foreach (var person in context.Users)
        {
            person.PasswordHash = "hash";
        }
        context.Add((Guardianship)Activator.CreateInstance(
            typeof(Guardianship), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, null, [Student, Guardian, Now], null)!);
        context.SaveChanges();
    }

    public StudyFixture Study { get; } = new("America/New_York");

    public MailOptions Mail { get; }

    public NoticeWake Wake { get; }

    public NoticePlanner Planner { get; }

    public int Tutor { get; }

    public int Student { get; }

    public int Guardian { get; }

    public DateTime Now => Study.Clock.UtcNow;

    public ScreenPost Screen => new(Study.Get<IDbContextFactory<StudyDbContext>>(), Study.Get<StudyFeed>(), Study.Clock);

    public NoticeService Service => new(Study.Get<IDbContextFactory<StudyDbContext>>(), Study.Get<StudyFeed>(), Wake, Mail, Study.Clock);

    public NoticeReader Reader => Study.Get<NoticeReader>();

    public MailPost MailPost(IDbContextFactory<StudyDbContext>? contexts = null) => new(
        contexts ?? Study.Get<IDbContextFactory<StudyDbContext>>(), new MailSender(Mail, NullLogger<MailSender>.Instance), Mail, Study.Get<StudyFeed>(), Study.Clock);

    /// <summary>A lesson of an hour, a day from now unless given.</summary>
    public LessonNotice Lesson(
        int id = 41, DateTime? start = null, string mode = "online", bool isOn = true, bool notify = false, bool alarm = false, string title = "Algebra", string? link = null) => new()
        {
            LessonId = id, Title = title, StartsAt = start ?? Now.AddDays(1), EndsAt = (start ?? Now.AddDays(1)).AddHours(1), Zone = "Europe/Sofia", Mode = mode,
            TutorId = Tutor, StudentId = Student, IsOn = isOn, NotificationEnabled = notify, AlarmEnabled = alarm, JoinLink = link, Address = $"/schedule?lesson={id}",
        };

    public async Task PlanAsync(params LessonNotice[] lessons)
    {
        await using var context = Study.Context();
        await Planner.PlanRemindersAsync(context, lessons, Clock.ToSecond(Now), Token);
        await context.SaveChangesAsync(Token);
    }

    public async Task AnnounceAsync(LessonNotice? before, LessonNotice? after, int? actor = null)
    {
        await using var context = Study.Context();
        await Planner.AnnounceChangesAsync(context, [new LessonLine(before, after)], actor ?? Tutor, Clock.ToSecond(Now), Token);
        await context.SaveChangesAsync(Token);
    }

    public Task ChooseAsync(int person, Func<NoticeChoices, NoticeChoices> change) =>
        Study.Get<ProfileService>().PreferAsync(person, p => p with { Notices = change(p.Notices) }, Token);

    /// <summary>Only e-mail, this long before, for this person; nobody else hears of anything.</summary>
    public async Task OnlyMailAsync(int person, int minutes = 15)
    {
        foreach (var someone in new[] { Tutor, Student, Guardian })
        {
            await ChooseAsync(someone, c => c with { Reminders = someone == person ? [new ReminderChoice(minutes, NoticeChannel.Email)] : [], Changes = someone == person ? [NoticeChannel.Email] : [] });
        }
    }

    public IReadOnlyList<Notice> All(int? person = null)
    {
        using var context = Study.Context();
        return [.. context.Set<Notice>().AsNoTracking().Where(n => person == null || n.PersonId == person).OrderBy(n => n.Id)];
    }

    public void Dispose() => Study.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

/// <summary>A database that a process can no longer reach once it was killed.</summary>
public sealed class MortalContexts(IDbContextFactory<StudyDbContext> inner) : IDbContextFactory<StudyDbContext>
{
    private int _left = int.MaxValue;

    /// <summary>Lets this many more uses succeed; with 0 the process is dead at once.</summary>
    public void DieAfter(int uses) => _left = uses;

    public StudyDbContext CreateDbContext() => Interlocked.Decrement(ref _left) >= 0 ? inner.CreateDbContext() : throw new KilledException();
}

/// <summary>What a killed process does next: nothing.</summary>
public sealed class KilledException : Exception;
