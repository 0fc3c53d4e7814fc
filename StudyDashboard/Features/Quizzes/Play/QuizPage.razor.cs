using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Play;

/// <summary>
/// A quiz, question by question: every choice is stored before the page says so, and another tab or device shows the same. Once it is
/// finished, its result.
/// </summary>
public sealed partial class QuizPage : IDisposable
{
    private IDisposable? _subscription;
    private ElementReference _text;
    private ElementReference _told;
    private ElementReference _finish;
    private Next _next;
    private Refusal? _refusal;
    private bool _unsure;
    private bool _asksToFinish;
    private bool _hasMoved;
    private int _steps;

    [Inject]
    public required QuizService Quizzes { get; init; }

    [Inject]
    public required QuizReader Reader { get; init; }

    [Inject]
    public required QuizFinalizer Finalizer { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter]
    public int Id { get; set; }

    /// <summary>Which questions of the result are listed.</summary>
    [SupplyParameterFromQuery(Name = "list")]
    public string? List { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public QuizView? View { get; set; }

    [PersistentState]
    public bool IsRead { get; set; }

    private bool IsLast => View?.Asked is { } asked && asked.Position == View.Items.Count - 1;

    /// <summary>Whether the next step is to see what the answer came to.</summary>
    private bool CanCheck => View is { Feedback: QuizFeedback.Immediate, Asked: { IsAnswered: true, Result: null } };

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        if (!IsRead || (View is not null && View.Id != Id))
        {
            Show(await Reader.FindAsync(Profile.Id, Id, CancellationToken.None));
            IsRead = true;
        }
        _unsure = View?.Asked?.IsUnsure ?? false;
        if (RendererInfo.IsInteractive && _subscription is null)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Quizzes)
                {
                    _ = InvokeAsync(ReloadAsync);
                }
            });
            // Who comes back after a while: from here on it is study again, and the time away a pause.
            if (View is { Status: QuizStatus.InProgress, Asked: { } asked } && QuizPauses.Between(View.LastStepAt, Clock.NowUtc()) is not null)
            {
                await MoveAsync(asked.Position);
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What had the keyboard went away with the question before; a field to type in takes it itself.
        var next = _next;
        _next = Next.Nothing;
        await (next switch
        {
            Next.Question when View?.Asked is { Options.Count: > 0 } or { Result: not null } => ElementFocus.TakeAsync(_text),
            Next.Told when View?.Asked is { Result: not null } => ElementFocus.TakeAsync(_told),
            Next.Finish when _asksToFinish => ElementFocus.TakeAsync(_finish),
            _ => Task.CompletedTask,
        });
    }

    private static string MapClass(QuizItemView item) => item switch
    {
        { IsAnswered: true, IsUnsure: true } => "quiz-dot unsure",
        { IsAnswered: true } => "quiz-dot answered",
        _ => "quiz-dot",
    };

    private static string MapLabel(QuizItemView item) =>
        (!item.IsAnswered ? QuizTexts.Map_Open : item.IsUnsure ? QuizTexts.Map_Unsure : QuizTexts.Map_Answered).With(item.Position + 1);

    private async Task ReloadAsync()
    {
        if (await Reader.FindAsync(Profile.Id, Id, CancellationToken.None) is { } quiz)
        {
            // Another device may be at another question: each stays at its own until it moves.
            Show(quiz, at: View?.Asked?.PubId);
            StateHasChanged();
        }
    }

    /// <summary>Takes a choice for the question it was made at: a press may come when the page is already at another one, and it stays there.</summary>
    private Task ChooseAsync(AskedQuestion asked, IReadOnlyList<string> selected)
    {
        var here = View?.Asked?.PubId;
        var isUnsure = asked.PubId == here ? _unsure : asked.IsUnsure;
        return ActAsync(Quizzes.AnswerAsync(Profile.Id, Id, new QuizAnswer(asked.PubId, selected, isUnsure), CancellationToken.None), stayAt: here);
    }

    private async Task UnsureAsync()
    {
        _unsure = !_unsure;
        if (View?.Asked is { IsAnswered: true } asked)
        {
            await ChooseAsync(asked, asked.Selected);
        }
        else
        {
            _steps++;
        }
    }

    /// <summary>Enter: the result where it is told at once, then the next question.</summary>
    private Task EnterAsync() => View?.Asked is not { } asked ? Task.CompletedTask
        : CanCheck ? RevealAsync(asked)
        : IsLast ? FinishAsync()
        : MoveAsync(asked.Position + 1);

    // The keyboard goes along once it is done: the page may be drawn anew meanwhile.
    private async Task RevealAsync(AskedQuestion asked)
    {
        await ActAsync(Quizzes.RevealAsync(Profile.Id, Id, asked.PubId, CancellationToken.None));
        _next = Next.Told;
    }

    private async Task MoveAsync(int position)
    {
        (_asksToFinish, _hasMoved) = (false, true);
        await ActAsync(Quizzes.MoveAsync(Profile.Id, Id, position, CancellationToken.None));
        _next = Next.Question;
    }

    private Task FinishAsync()
    {
        _asksToFinish = View is { Left: > 0, Answered: > 0 };
        _next = Next.Finish;
        if (!_asksToFinish)
        {
            return FinalizeAsync();
        }
        _steps++;
        return Task.CompletedTask;
    }

    private void GoOn() => (_asksToFinish, _next) = (false, Next.Question);

    private async Task FinalizeAsync()
    {
        _asksToFinish = false;
        await ActAsync(Finalizer.FinalizeAsync(Profile.Id, Id, CancellationToken.None));
    }

    private async Task ResumeAsync()
    {
        _refusal = (await Quizzes.ResumeAsync(Profile.Id, Id, CancellationToken.None)).Refusal;
        await ReloadAsync();
    }

    private async Task ActAsync(Task<Outcome<QuizSession>> step, string? stayAt = null)
    {
        var done = await step;
        _steps++;
        _refusal = done.Refusal;
        if (done.Refusal is null)
        {
            var before = View?.Asked?.PubId;
            Show(done.Value, stayAt);
            _unsure = View?.Asked is { } asked && (asked.IsAnswered ? asked.IsUnsure : before == asked.PubId && _unsure);
        }
    }

    private void Show(QuizSession? quiz, string? at = null) => View = quiz is null ? null : QuizView.Of(quiz, at);

    /// <summary>What takes the keyboard when the page is drawn.</summary>
    private enum Next
    {
        Nothing,
        Question,
        Told,
        Finish,
    }
}
