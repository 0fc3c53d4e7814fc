using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts;

/// <summary>Students whom nobody can sign in as yet.</summary>
public static class UnclaimedStudents
{
    /// <summary>Adds a student without an account, on an open transaction, and saves.</summary>
    public static async Task<Person> AddUnclaimedStudentAsync(
        this StudyDbContext context, string name, string timeZone, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var student = Person.CreateUnclaimed(name, nowUtc);
        student.SetDays(timeZone, student.DayStartHour, student.FirstDayOfWeek);
        student.NormalizedUserName = student.UserName!.ToUpperInvariant();
        student.SecurityStamp = Guid.NewGuid().ToString("n");
        context.Users.Add(student);
        await context.SaveChangesAsync(cancellationToken);
        var role = await context.Roles.Where(r => r.Name == Roles.Student).Select(r => r.Id).SingleAsync(cancellationToken);
        context.UserRoles.Add(new IdentityUserRole<int> { UserId = student.Id, RoleId = role });
        await context.SaveChangesAsync(cancellationToken);
        return student;
    }
}
