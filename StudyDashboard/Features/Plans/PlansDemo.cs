using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Plans.Templates;

namespace StudyDashboard.Features.Plans;

/// <summary>Mina's school year, with an exam in eight weeks, and Jonas's licensing exam: their last days count for these plans.</summary>
internal sealed class PlansDemo : IDemoPart
{
    private const int Back = 12;

    /// <summary>After the sessions, some of which it takes into a plan.</summary>
    public int Order => 10;

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        await AddAsync(world, DemoPeople.Student, new PlanContent
        {
            Title = "Final exams",
            TargetDay = world.TodayOf(DemoPeople.Student).AddDays(56),
            Domains =
            [
                new() { Code = "MATH", Name = "Mathematics", Weight = 3, TargetMinutes = 2400, TargetMastery = 85 },
                new() { Code = "BIO", Name = "Biology", Weight = 2, TargetMinutes = 1500, TargetMastery = 80 },
                new() { Code = "ESP", Name = "Spanish", Weight = 2, TargetMinutes = 1500, TargetMastery = 80 },
                new() { Code = "CHEM", Name = "Chemistry", Weight = 2, TargetMinutes = 1200, TargetMastery = 80 },
                new() { Code = "HIST", Name = "History", Weight = 1, TargetMinutes = 900, TargetMastery = 75 },
            ],
        }, [("Mathematics", "MATH"), ("Biology", "BIO"), ("Spanish", "ESP"), ("Chemistry", "CHEM"), ("History", "HIST")], cancellationToken);
        await AddAsync(world, DemoPeople.Jonas, BuiltInPlans.All[BuiltInPlans.Dentistry] with { TargetDay = world.TodayOf(DemoPeople.Jonas).AddDays(70) },
            [("Oral surgery", "SURG"), ("Prosthodontics", "PROTH"), ("Periodontology", "PARO"), ("Anatomy", "ANATOMIE")], cancellationToken);
    }

    private static async Task AddAsync(
        DemoWorld world, string email, PlanContent content, (string Subject, string Code)[] subjects, CancellationToken cancellationToken)
    {
        var (student, since) = (world.IdOf(email), world.TodayOf(email).AddDays(-Back));
        var plan = new Plan(student, content, world.CalendarOf(email).StartOf(since));
        plan.Activate(world.CalendarOf(email).StartOf(since));
        world.Context.Add(plan);
        await world.Context.SaveChangesAsync(cancellationToken);
        foreach (var (subject, code) in subjects)
        {
            // Of the last days only: a plan begins some day, and nothing before it is about it.
            await world.Context.Sessions.Where(s => s.StudentId == student && s.Subject == subject && (s.StudyDay >= since || s.PlannedDay >= since))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.PlanId, plan.Id).SetProperty(s => s.DomainCode, code), cancellationToken);
        }
    }
}
