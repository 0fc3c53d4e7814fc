using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

/// <summary>The schedule's components over a tutor's world, with the dialogs that they open.</summary>
public sealed class ScheduleBrowser : IDisposable
{
    public ScheduleBrowser()
    {
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        Context.Services.AddRadzenComponents();
        Context.Services.AddSingleton<TimeProvider>(World.Fixture.Clock);
        Add<ScheduleReader>();
        Add<BlockReader>();
        Add<LessonService>();
        Add<EnrollmentService>();
        Add<ClosureService>();
        Add<ProfileService>();
        Add<StudyFeed>();
        Add<LogReader>();
        Add<SessionPlanner>();
        Add<SessionUndo>();
        Context.Services.AddScoped<UndoOffers>();
        Context.Services.AddScoped<Drafts>();
        Context.Services.AddScoped<LessonActions>();
        Context.AddBunitPersistentComponentState();
        Context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public TutorWorld World { get; } = new();

    public BunitContext Context { get; } = new();

    public UndoOffers Undo => Context.Services.GetRequiredService<UndoOffers>();

    public DialogService Dialogs => Context.Services.GetRequiredService<DialogService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A person as the page knows them, with one role.</summary>
    public async Task<Profile> ProfileAsync(int personId, string role) =>
        (await World.Fixture.Get<ProfileService>().GetAsync(personId, Token))! with { Roles = [role] };

    /// <summary>The schedule as someone opens it.</summary>
    public async Task<IRenderedComponent<SchedulePage>> OpenAsync(int personId, string role, string query = "view=week&date=2026-03-02")
    {
        var profile = await ProfileAsync(personId, role);
        Context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/schedule?{query}");
        return Context.Render<SchedulePage>(page => page.AddCascadingValue(profile));
    }

    public Task<IRenderedComponent<SchedulePage>> OpenTutorAsync(string query = "view=week&date=2026-03-02") => OpenAsync(World.TutorId, Roles.Tutor, query);

    /// <summary>Where dialogs are drawn.</summary>
    public IRenderedComponent<RadzenDialog> ShowDialogs() => Context.Render<RadzenDialog>();

    public void Dispose()
    {
        Context.Dispose();
        World.Dispose();
    }

    private void Add<T>() where T : class => Context.Services.AddSingleton(World.Fixture.Get<T>());
}
