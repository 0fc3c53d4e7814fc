using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Formats;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>A bank for its owner: its questions with an editor, its files, and for a tutor how the questions do.</summary>
public sealed partial class TopicPage
{
    private const int Size = 50;
    private const string AnySubject = "*";

    private Refusal? _refusal;
    private QuestionInput? _input;
    private string _title = "";
    private string _description = "";
    private bool _isShared;
    private bool _saved;
    private string? _find;
    private string _subject = AnySubject;
    private int _page = 1;

    [Inject]
    public required BankReader Reader { get; init; }

    [Inject]
    public required BankService Banks { get; init; }

    [Inject]
    public required StatisticsService Statistics { get; init; }

    [Inject]
    public required UndoOffers Undo { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public TopicRow? Topic { get; set; }

    [PersistentState]
    public IReadOnlyList<QuestionRow>? Rows { get; set; }

    [PersistentState]
    public int Total { get; set; }

    [PersistentState]
    public bool IsRead { get; set; }

    private int Pages => (Total + Size - 1) / Size;

    protected override async Task OnParametersSetAsync()
    {
        if (!IsRead || (Topic is not null && Topic.Id != Id))
        {
            await ReloadAsync();
            IsRead = true;
        }
        if (Topic is not null)
        {
            (_title, _description, _isShared) = (Topic.Title, Topic.Description, Topic.IsShared);
        }
    }

    private async Task ReloadAsync()
    {
        Topic = await Reader.TopicAsync(Profile.Id, Id, CancellationToken.None) is { IsMine: true } mine ? mine : null;
        if (Topic is null)
        {
            return;
        }
        var filter = new QuestionFilter(_subject == AnySubject ? null : _subject, _find.NullIfBlank());
        var (items, total) = await Reader.QuestionsAsync(Profile.Id, Id, filter, _page, Size, CancellationToken.None);
        var figures = Profile.IsTutor ? await Statistics.OfTopicAsync(Profile.Id, Id, CancellationToken.None) : null;
        Rows = [.. items.Select(q => QuestionRow.Of(q, figures?.GetValueOrDefault(q.PubId)))];
        Total = total;
    }

    private Task FilterAsync()
    {
        _page = 1;
        return ReloadAsync();
    }

    private Task TurnAsync(int by)
    {
        _page = Math.Clamp(_page + by, 1, Math.Max(1, Pages));
        return ReloadAsync();
    }

    private void Write() => _input = QuestionInput.New(_subject == AnySubject ? "" : _subject);

    private async Task EditAsync(int questionId) =>
        _input = await Reader.QuestionAsync(Profile.Id, questionId, CancellationToken.None) is { } question ? QuestionInput.Of(question) : null;

    private async Task SavedAsync()
    {
        _input = null;
        await ReloadAsync();
    }

    private async Task DeleteAsync(int questionId)
    {
        _refusal = (await Banks.DeleteQuestionAsync(Profile.Id, questionId, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            Undo.Offer(BankTexts.Question_Deleted, async token =>
            {
                var refusal = (await Banks.RestoreQuestionAsync(Profile.Id, questionId, token)).Refusal;
                await InvokeAsync(async () =>
                {
                    await ReloadAsync();
                    StateHasChanged();
                });
                return refusal;
            });
        }
        await ReloadAsync();
    }

    private async Task SaveTopicAsync()
    {
        _saved = false;
        _refusal = (await Banks.EditTopicAsync(Profile.Id, Id, new TopicDraft(_title, _description, _isShared), Topic!.Version, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            _saved = true;
            await ReloadAsync();
        }
    }

    private async Task DeleteTopicAsync()
    {
        var title = Topic!.Title;
        _refusal = (await Banks.DeleteTopicAsync(Profile.Id, Id, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            Undo.Offer(BankTexts.Deleted.With(title), async token => (await Banks.RestoreTopicAsync(Profile.Id, Id, token)).Refusal);
            Navigation.NavigateTo(PageAddresses.Quizzes);
        }
    }

    private async Task ExportAsync(bool gift)
    {
        if (await Reader.WholeAsync(Profile.Id, Id, CancellationToken.None) is var (title, questions))
        {
            await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/download.js");
            var name = string.Concat(title.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
            await (gift
                ? module.InvokeVoidAsync("save", $"{name}.gift", "text/plain", GiftWriter.Write(questions))
                : module.InvokeVoidAsync("save", $"{name}.csv", "text/csv", QuestionCsvWriter.Write(questions)));
        }
    }
}

/// <summary>A question as the bank lists it.</summary>
public sealed record QuestionRow(int Id, string Text, QuestionKind Kind, string Subject, int Difficulty, ItemFigures? Figures)
{
    private const int Longest = 160;

    internal static QuestionRow Of(Question question, ItemFigures? figures)
    {
        var text = QuestionMarkup.ToText(question.Title.Length > 0 ? $"{question.Title}: {question.Text}" : question.Text, question.Form);
        return new QuestionRow(question.Id, text.Length <= Longest ? text : text[..Longest] + "…", question.Kind, question.Subject, question.Difficulty, figures);
    }
}
