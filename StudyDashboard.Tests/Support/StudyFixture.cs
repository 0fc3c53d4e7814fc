using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Calendars;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Duties;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Tests.Support;

/// <summary>The product's services on a database of their own and a clock that the test moves.</summary>
public sealed class StudyFixture : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly string _files = Directory.CreateTempSubdirectory("study-files-").FullName;
    private readonly ServiceProvider _services;

    public StudyFixture(string zone = "Europe/Sofia", int dayStartHour = 4)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDbContextFactory<StudyDbContext>>(_database);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<StudyFeed>();
        services.AddSingleton<Presence>();
        services.AddSingleton<ServerRuns>();
        services.AddSingleton<ProfileService>();
        services.AddPeople();
        services.AddSingleton(new SecretBox(new EphemeralDataProtectionProvider()));
        services.AddSessions().AddClasses().AddPlans().AddGoals().AddRewards().AddAnalytics().AddImports().AddNotices().AddTutoring().AddCalendars().AddQuizzes().AddScenarios().AddLibrary(new StudyOptions(_files)).AddOverview().AddDemo().AddReview().AddReports().AddWebhooks();
        _services = services.BuildServiceProvider();
        StudentId = AddPerson("Mina", zone, dayStartHour);
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public int StudentId { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The database, watched or disturbed by interceptors.</summary>
    public IDbContextFactory<StudyDbContext> ContextsWith(params IInterceptor[] interceptors) => _database.With(interceptors);

    public StudyDbContext Context() => _database.CreateDbContext();

    public int AddPerson(string name, string zone = "Europe/Sofia", int dayStartHour = 4)
    {
        using var context = Context();
        var person = Make.Person(name, zone, dayStartHour, Clock.UtcNow);
        context.Users.Add(person);
        context.SaveChanges();
        return person.Id;
    }

    public void Dispose()
    {
        _services.Dispose();
        _database.Dispose();
        Directory.Delete(_files, recursive: true);
    }
}
