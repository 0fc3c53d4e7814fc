using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Templates;

/// <summary>Gives a plan to students: each gets a copy of their own, and the tutor sees how far each is while the enrollment runs.</summary>
public sealed class GivingService(IDbContextFactory<StudyDbContext> contexts, PlanService plans, NewsPlanner news, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Gives a plan to some of the tutor's students. Where a student has an active plan, the copy waits to be begun.</summary>
    /// <returns>How many got it.</returns>
    public async Task<Outcome<int>> GiveAsync(int tutorId, PlanContent? content, IReadOnlyCollection<int> studentIds, CancellationToken cancellationToken)
    {
        var whole = PlanChecks.Check(content);
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        var chosen = studentIds.Distinct().ToList();
        if (chosen.Count == 0)
        {
            return Refusal.Invalid(new FieldError("student_ids", PlanTexts.Refused_NoStudents));
        }
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await context.StudentsOf(tutorId).Where(id => chosen.Contains(id)).Distinct().CountAsync(cancellationToken) != chosen.Count)
            {
                return Refusal.NotFound(PeopleTexts.Refused_Student);
            }
        }
        var key = Guid.NewGuid();
        foreach (var student in chosen)
        {
            // One transaction a student, who is what it locks.
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.BeginWriteAsync(student, cancellationToken);
            var added = await plans.AddWithinAsync(context, student, whole.Value, activate: false, cancellationToken);
            if (added.Refusal is { } full)
            {
                return full;
            }
            var plan = added.Value;
            plan.GivenBy(tutorId, key);
            var notice = new NoticeContent { Plan = new PlanNotice(plan.Id, plan.Title, tutorId, plan.Status != PlanStatus.Active, PageAddresses.Plan(plan.Id)) };
            await news.TellAsync(context, NoticeKind.PlanGiven, notice, $"plan:{plan.Id}:given", student, clock.NowUtc(), cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(student, FeedTopic.Plans);
        }
        feed.Publish(tutorId, FeedTopic.Plans);
        return chosen.Count;
    }

    /// <summary>What a tutor gave to those who are still their students, the newest first.</summary>
    public async Task<IReadOnlyList<GivenPlan>> GivenAsync(int tutorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = context.StudentsOf(tutorId);
        var given = await context.Set<Plan>().AsNoTrackingWithIdentityResolution()
            .Where(p => p.GivenById == tutorId && p.GivenKey != null && p.DeletedAt == null && students.Contains(p.StudentId))
            .Include(p => p.Domains).ThenInclude(d => d.Standing).AsSplitQuery().ToListAsync(cancellationToken);
        var ids = given.Select(p => p.StudentId).Distinct().ToList();
        var names = await context.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return [.. given.GroupBy(p => p.GivenKey!.Value).OrderByDescending(g => g.Max(p => p.CreatedAt)).Select(g => new GivenPlan(
            g.Key, g.First().Title, g.Max(p => p.CreatedAt),
            [.. g.OrderBy(p => names[p.StudentId], StringComparer.CurrentCulture).Select(p => new GivenCopy(
                p.Id, p.StudentId, names[p.StudentId], p.Status, PlanProgress.Of(p.Domains), p.Domains.Count(d => DomainView.Of(d).IsWeak), p.Domains.Count))]))];
    }
}

/// <summary>A plan that was given.</summary>
public sealed record GivenPlan(Guid Key, string Title, DateTime GivenAt, List<GivenCopy> Copies);

/// <summary>One student's copy of it.</summary>
public sealed record GivenCopy(int PlanId, int StudentId, string StudentName, PlanStatus Status, double Progress, int Weak, int Domains);
