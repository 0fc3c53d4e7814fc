using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>Makes the owner a tutor with a student, who has an account and lives in New York.</summary>
public static class TutoringWorld
{
    public const string StudentEmail = "leo@example.org";
    public const string StudentPassword = "leo has a long one";

    /// <summary>Begins one, with a lesson tomorrow at 17:00 of the tutor's zone. New roles end the owner's sign-in.</summary>
    /// <returns>The lesson.</returns>
    public static async Task<int> BeginAsync(StudyServer server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        int tutor;
        await using (var context = await Get<IDbContextFactory<StudyDbContext>>(server).CreateDbContextAsync(cancellation))
        {
            tutor = await context.Users.Select(u => u.Id).SingleAsync(cancellation);
        }
        await Get<PeopleAdmin>(server).SetRoleAsync(tutor, Roles.Tutor, true, cancellation);
        var profile = (await Get<ProfileService>(server).GetAsync(tutor, cancellation))!;
        var enrollment = (await Get<EnrollmentService>(server).AddStudentAsync(profile, "Leo", "Mathematics", cancellation)).Value;
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var invitation = await Get<EnrollmentService>(server).InviteAsync(tutor, enrollment, cancellation);
            var accepted = await scope.ServiceProvider.GetRequiredService<InvitationService>().AcceptAsync(
                invitation.Value, new NewAccount("Leo", StudentEmail, StudentPassword, "America/New_York"), cancellation);
            Assert.Null(accepted.Refusal);
        }
        await using (var context = await Get<IDbContextFactory<StudyDbContext>>(server).CreateDbContextAsync(cancellation))
        {
            (await context.Users.SingleAsync(u => u.Email == StudentEmail, cancellation)).Welcome(Get<TimeProvider>(server).NowUtc());
            await context.SaveChangesAsync(cancellation);
        }
        return await LessonAsync(server, profile, enrollment, cancellation);
    }

    /// <summary>A lesson tomorrow at 17:00 of the tutor's zone.</summary>
    public static async Task<int> LessonAsync(StudyServer server, Profile tutor, int enrollmentId, CancellationToken cancellation)
    {
        var tomorrow = tutor.Calendar.DayOf(Get<TimeProvider>(server).NowUtc()).AddDays(1);
        var draft = new LessonDraft
        {
            Slot = LessonSlot.At(tomorrow.ToDateTime(new TimeOnly(17, 0)), TimeSpan.FromHours(1), tutor.TimeZone),
            EnrollmentIds = [enrollmentId],
        };
        return (await Get<LessonService>(server).CreateAsync(tutor.Id, draft, ConflictHandling.Save, cancellationToken: cancellation)).Value.Value.Lessons.Single().Id;
    }

    private static T Get<T>(StudyServer server) where T : notnull => server.Services.GetRequiredService<T>();
}
