using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class DomainFieldTests : IDisposable
{
    private readonly StudyFixture _study = new();
    private readonly BunitContext _page = new();

    public DomainFieldTests() => _page.Services.AddSingleton(_study.Get<IDomainChoices>());

    public void Dispose()
    {
        _page.Dispose();
        _study.Dispose();
    }

    [Fact]
    public async Task Field_WithAPlan_OffersItsDomains_AndKeepsWhatStandsThere()
    {
        await PlanMake.PlanAsync(_study);
        string? chosen = "OLD";

        var field = _page.Render<DomainField>(p => p.Add(f => f.StudentId, _study.StudentId).Add(f => f.Value, "OLD").Add(f => f.ValueChanged, value => chosen = value));

        field.WaitForAssertion(() => Assert.Equal(["", "SURG", "PROTH", "OLD"], field.FindAll("option").Select(o => o.GetAttribute("value"))));
        await field.Find("select").ChangeAsync(new ChangeEventArgs { Value = "PROTH" });
        Assert.Equal("PROTH", chosen);
        await field.Find("select").ChangeAsync(new ChangeEventArgs { Value = "" });
        Assert.Null(chosen);
    }

    [Fact]
    public void Field_WithoutAPlan_TakesAnyCode_OrIsNotThere()
    {
        Assert.Single(_page.Render<DomainField>(p => p.Add(f => f.StudentId, _study.StudentId)).FindAll("input"));
        Assert.Empty(_page.Render<DomainField>(p => p.Add(f => f.StudentId, _study.StudentId).Add(f => f.OnlyWithPlan, true)).FindAll("input"));
    }
}
