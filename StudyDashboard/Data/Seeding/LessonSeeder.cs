using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Seeding;

/// <summary>Makes a tutor who teaches seeded students a lesson a week each, for measuring.</summary>
public sealed class LessonSeeder(IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, LessonRecorder recorder, TimeProvider clock)
{
    private const string Zone = "Europe/Berlin";
    private const int LessonsADay = 16;

    /// <summary>Enrolls the students with a new tutor, each with one endless weekly series.</summary>
    /// <param name="emails">The students.</param>
    /// <param name="years">How many years ago the lessons began, 1 or more.</param>
    /// <param name="cancellationToken">Ends it between two students.</param>
    /// <returns>The tutor's e-mail address; the password is that of the students.</returns>
    public async Task<string> SeedAsync(IReadOnlyList<string> emails, int years, CancellationToken cancellationToken)
    {
        var tutor = await TutorAsync(emails[0], cancellationToken);
        var first = DateOnly.FromDateTime(clock.NowUtc()).AddYears(-years);
        foreach (var (index, email) in emails.Index())
        {
            // Over the weekdays and over the day, so that a week looks like that of a school.
            var start = first.AddDays(index % 5).ToDateTime(new TimeOnly(8, 0)).AddMinutes(index / 5 % LessonsADay * 45);
            await EnrollAsync(tutor.Id, email, first, start, cancellationToken);
        }
        return tutor.Email!;
    }

    private async Task EnrollAsync(int tutorId, string email, DateOnly from, DateTime start, CancellationToken cancellationToken)
    {
        await recorder.RecordAsync<int>(tutorId, LessonVerb.Import, async book =>
        {
            var student = await book.Context.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync(cancellationToken);
            var enrollment = new Enrollment(tutorId, student, "Mathematics", from);
            book.Context.Add(enrollment);
            await book.Context.SaveChangesAsync(cancellationToken);
            var weekly = new RecurrenceSeries(start, TimeZoneInfo.FindSystemTimeZoneById(Zone), new RecurrenceRule(RecurrenceFrequency.Weekly));
            var series = new LessonSeries(tutorId, weekly, TimeSpan.FromMinutes(45), new LessonDetails { Topics = ["Fractions"] }, null, book.NowUtc);
            series.Enroll([enrollment.Id]);
            book.Context.Add(series);
            await book.FlushAsync(cancellationToken);
            var refused = await SeriesFiller.FillAsync(book, series, book.NowUtc.AddMonths(SeriesFiller.MonthsAhead), new HashSet<DateTime>(), cancellationToken);
            return refused is null ? enrollment.Id : refused;
        }, cancellationToken: cancellationToken);
    }

    private async Task<Person> TutorAsync(string colleague, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var number = 1 + await context.Users.CountAsync(p => p.Email!.StartsWith("tutor-") && p.Email.EndsWith("@seed.local"), cancellationToken);
        var person = Person.Create($"Tutor {number}", $"tutor-{number}@seed.local", clock.NowUtc());
        person.SetDays(Zone, person.DayStartHour, person.FirstDayOfWeek);
        person.Welcome(clock.NowUtc());
        person.PasswordHash = await context.Users.Where(p => p.Email == colleague).Select(p => p.PasswordHash).SingleAsync(cancellationToken);
        var created = await people.CreateAsync(person);
        if (!created.Succeeded)
        {
            throw new InvalidOperationException($"{person.Email}: {string.Join(' ', created.Errors.Select(e => e.Description))}");
        }
        await people.AddToRoleAsync(person, Roles.Tutor);
        return person;
    }
}
