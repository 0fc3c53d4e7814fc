using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Tests.Features.Classes;
using StudyDashboard.Tests.Features.Plans;

namespace StudyDashboard.Tests.Features.Sessions.Log;

/// <summary>What was deleted, of all features, until it is purged.</summary>
public sealed class DeletedPageTests : IAsyncLifetime
{
    private readonly ClassWorld _world = new();
    private readonly BunitContext _browser = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var study = _world.Fixture;
        _browser.Services.AddSingleton(study.Get<LogReader>()).AddSingleton(study.Get<LogService>()).AddSingleton<TimeProvider>(study.Clock);
        _browser.Services.AddSingleton(study.Get<IEnumerable<IRecentlyDeleted>>()).AddScoped<UndoOffers>();
        _browser.Services.AddSingleton(new LogCommands(study.Get<LogService>(), null!, null!, null!, study.Get<LogReader>(), [], null!, null!, study.Clock));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task Page_WithNothing_SaysSo() =>
        Assert.Contains("Nothing was deleted", (await OpenAsync(_world.Mina, Roles.Student)).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task GoalPlanAndClass_OfAStudent_ComeBack()
    {
        var mina = await _world.ProfileAsync(_world.Mina, Roles.Student);
        var goals = _world.Fixture.Get<GoalService>();
        Assert.Null(await goals.DeleteAsync(mina, (await goals.AddAsync(mina, new GoalDraft { Target = 60 }, Token)).Value, Token));
        var plans = _world.Fixture.Get<StudyDashboard.Features.Plans.PlanService>();
        Assert.Null(await plans.DeleteAsync(mina.Id, await PlanMake.PlanAsync(_world.Fixture), Token));
        ClassWorld.Done(await _world.Classes.DeleteAsync(mina.Id, await _world.PrivateAsync(mina.Id), Token));
        var page = await OpenAsync(mina.Id, Roles.Student);

        foreach (var name in new[] { "60 min a week", "Exam", "Mine" })
        {
            await page.Find($"button[aria-label='Restore {name}']").ClickAsync(new());
        }

        Assert.Contains("Nothing was deleted", page.Markup, StringComparison.Ordinal);
        Assert.Single(await _world.Fixture.Get<GoalReader>().ListAsync(mina, Token));
        Assert.Single(await _world.Fixture.Get<StudyDashboard.Features.Plans.PlanReader>().ListAsync(mina.Id, Token));
        Assert.Single(await _world.Fixture.Get<ClassReader>().ListAsync(mina.Id, Token));
    }

    [Fact]
    public async Task Assignment_OfATeacher_ComesBack_AndIsNobodyElses()
    {
        var id = await _world.ClassAsync(_world.Mina);
        ClassWorld.Done(await _world.Assignments.DeleteAsync(_world.Tutor, id, await _world.GiveAsync(id), Token));
        Assert.DoesNotContain("Worksheet", (await OpenAsync(_world.Mina, Roles.Student)).Markup, StringComparison.Ordinal);
        var page = await OpenAsync(_world.Tutor, Roles.Tutor);

        await page.Find("button[aria-label='Restore Worksheet']").ClickAsync(new());

        Assert.Single((await _world.Fixture.Get<StudyDashboard.Features.Classes.Assignments.AssignmentReader>().OfClassAsync(_world.Tutor, id, Token))!);
    }

    private async Task<IRenderedComponent<DeletedPage>> OpenAsync(int personId, string role)
    {
        var profile = await _world.ProfileAsync(personId, role);
        return _browser.Render<DeletedPage>(page => page.AddCascadingValue(profile));
    }
}
