using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;

namespace StudyDashboard.Features.Library.Page;

/// <summary>
/// The reader. Its clock is the timer of all pages: it holds the running slot (rules.md 12), is paused and finished like it, and its session is
/// of kind content_study.
/// </summary>
public sealed partial class MaterialPage
{
    private MaterialView? _view;
    private bool _isRead;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required LibraryReader Reader { get; init; }

    private bool IsRead => State is { Source: SessionSource.Material } state && state.SourceId == Id;

    protected override async Task OnParametersSetAsync()
    {
        await Live.OpenAsync(Profile.Id, null, RendererInfo.IsInteractive, CancellationToken.None);
        if (_view?.Material.Id != Id)
        {
            _view = await Reader.FindAsync(Profile.Id, Id, CancellationToken.None);
            _isRead = true;
        }
    }

    private Task ReadAsync(bool isSwitch) => StartAsync(new StartTimer
    {
        About = new SessionAbout
        {
            Kind = SessionKind.ContentStudy, Subject = Cut(_view!.Material.Title), Language = _view.Material.Language, Tags = [.. _view.Material.Tags],
        },
        Source = SessionSource.Material,
        SourceId = Id,
        Switch = isSwitch,
    });

    private static string Cut(string title) => title.Length <= SessionAbout.MaxText ? title : title[..SessionAbout.MaxText];
}
