using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices.Settings;

/// <summary>What a person wants to be told, when and how.</summary>
public sealed partial class NoticeSettings : IAsyncDisposable
{
    private static readonly NoticeChannel[] Channels = [NoticeChannel.InApp, NoticeChannel.System, NoticeChannel.Alarm, NoticeChannel.Email];

    private NoticeSettingsDraft _draft = default!;
    private Refusal? _refusal;
    private IJSObjectReference? _module;
    private string _permission = "";
    private bool _isSaved;
    private bool _isTested;

    [Inject]
    public required NoticeChoiceService Choices { get; init; }

    [Inject]
    public required NoticeService Notices { get; init; }

    [Inject]
    public required MailOptions Mail { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private bool HasMail => Mail.IsOn && Profile.Email.Length > 0;

    private bool HalfDays => Profile.Preferences.ClockFormat == ClockFormat.H12;

    private string MailHint => !Mail.IsOn ? NoticeTexts.Settings_MailOff : HasMail ? NoticeTexts.Settings_MailTo.With(Profile.Email) : NoticeTexts.Settings_MailNone;

    private string? PermissionText => _permission switch
    {
        "granted" => NoticeTexts.Settings_Permission_granted,
        "denied" => NoticeTexts.Settings_Permission_denied,
        "default" => NoticeTexts.Settings_Permission_default,
        "unsupported" => NoticeTexts.Settings_Permission_unsupported,
        _ => null,
    };

    public ValueTask DisposeAsync() => _module.LetGoAsync();

    protected override void OnInitialized() => _draft = NoticeSettingsDraft.Of(Profile.Preferences.Notices);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/notices.js");
            _permission = await _module.InvokeAsync<string>("permission");
            StateHasChanged();
        }
    }

    private async Task SaveAsync()
    {
        var checkedDraft = _draft.Check();
        (_refusal, _isSaved) = (checkedDraft.Refusal, false);
        if (_refusal is null)
        {
            await Choices.SaveAsync(Profile.Id, checkedDraft.Value, CancellationToken.None);
            _isSaved = true;
        }
    }

    // The press itself has put the question (js/alarm.js): some browsers hear it only there. This waits for the answer.
    private async Task AskAsync() => _permission = await _module!.InvokeAsync<string>("ask");

    private async Task TestAsync()
    {
        await Notices.SendTestAsync(Profile.Id, CancellationToken.None);
        _isTested = true;
    }

    private static string NameOf(NoticeChannel channel) => channel switch
    {
        NoticeChannel.InApp => NoticeTexts.Channel_InApp,
        NoticeChannel.System => NoticeTexts.Channel_System,
        NoticeChannel.Alarm => NoticeTexts.Channel_Alarm,
        _ => NoticeTexts.Channel_Email,
    };
}
