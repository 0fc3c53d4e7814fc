using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components.Ui;

namespace StudyDashboard.Tests.Faults;

public sealed class DiskFullBoundaryTests : IDisposable
{
    private readonly BunitContext _page = new();

    [Fact]
    public void DiskFull_InWhatAButtonDoes_IsSaid_AndTriedAgain()
    {
        var shown = Render(() => throw new DbUpdateException("Not saved.", new SqliteException("full", 13)));

        shown.Find("button").Click();

        Assert.Contains("The disk is full.", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        shown.Find("[role=alert] button").Click();
        Assert.Equal("Save", shown.Find("button").TextContent);
    }

    [Fact]
    public void AnythingElse_EndsThePageAsItDidBefore()
    {
        var shown = Render(() => throw new SqliteException("damaged", 11));

        Assert.Throws<SqliteException>(() => shown.Find("button").Click());
    }

    public void Dispose() => _page.Dispose();

    private IRenderedComponent<DiskFullBoundary> Render(Action save) =>
        _page.Render<DiskFullBoundary>(p => p.AddChildContent<Part>(part => part.Add(c => c.Save, save)));

    private sealed class Part : ComponentBase
    {
        [Parameter, EditorRequired]
        public required Action Save { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(this, Save));
            builder.AddContent(2, "Save");
            builder.CloseElement();
        }
    }
}
