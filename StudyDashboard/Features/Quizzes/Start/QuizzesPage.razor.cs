using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Start;

/// <summary>The banks that the person may be quizzed from: start, resume, abandon.</summary>
public sealed partial class QuizzesPage : IDisposable
{
    private IDisposable? _subscription;
    private Refusal? _refusal;
    private bool _isNew;
    private string _title = "";

    [Inject]
    public required BankReader Reader { get; init; }

    [Inject]
    public required BankService Banks { get; init; }

    [Inject]
    public required QuizService Quizzes { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>The bank whose choices are open.</summary>
    [SupplyParameterFromQuery(Name = "start")]
    public int? StartId { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public IReadOnlyList<TopicRow>? Topics { get; set; }

    private TopicRow? Chosen => Topics?.FirstOrDefault(t => t.Id == StartId && t.Questions > 0);

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        Topics ??= await Reader.TopicsAsync(Profile.Id, CancellationToken.None);
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Quizzes)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    private static string About(TopicRow topic) => string.Join(" · ", new[]
    {
        Plural.Of(QuizTexts.ResourceManager, "Count", topic.Questions),
        topic.Subjects.Count > 1 ? Plural.Of(QuizTexts.ResourceManager, "Subjects", topic.Subjects.Count) : null,
        topic.IsMine ? topic.IsShared ? QuizTexts.Shared : null : QuizTexts.By.With(topic.Owner),
    }.OfType<string>());

    private async Task ReloadAsync()
    {
        Topics = await Reader.TopicsAsync(Profile.Id, CancellationToken.None);
        StateHasChanged();
    }

    private async Task CreateAsync()
    {
        var made = await Banks.AddTopicAsync(Profile.Id, new TopicDraft(_title), CancellationToken.None);
        _refusal = made.Refusal;
        if (_refusal is null)
        {
            await Drafts.ClearAsync("new-bank");
            Navigation.NavigateTo(PageAddresses.QuizTopic(made.Value));
        }
    }

    private async Task AbandonAsync(TopicRow topic, int quizId)
    {
        _refusal = (await Quizzes.AbandonAsync(Profile.Id, quizId, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            Undo.Offer(QuizTexts.Abandoned.With(topic.Title), async token => (await Quizzes.ResumeAsync(Profile.Id, quizId, token)).Refusal);
        }
        await ReloadAsync();
    }
}
