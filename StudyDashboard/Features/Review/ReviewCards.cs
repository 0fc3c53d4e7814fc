using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review;

/// <summary>The cards that are due, on Today.</summary>
internal sealed class ReviewCards(QueueService queue) : ITodayCards
{
    public string Source => "review";

    public int Order => 20;

    public async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        if (!request.Person.IsStudent || await queue.DayAsync(request.Person, cancellationToken) is not { Decks.Count: > 0 } day)
        {
            return [];
        }
        var (toDo, done) = (day.ToDo, day.Decks.Sum(d => d.Done));
        return toDo == 0 && done == 0 ? [] :
        [
            new TodayCard
            {
                Kicker = ReviewTexts.Today_Kicker,
                Title = toDo == 0 ? ReviewTexts.Today_Done : Plural.Of(ReviewTexts.ResourceManager, "Today_Due", toDo),
                Detail = toDo == 0 ? Plural.Of(ReviewTexts.ResourceManager, "Today_DoneDetail", done)
                    : ReviewTexts.Today_Detail.With(day.Decks.Sum(d => d.Steps), toDo - day.Decks.Sum(d => d.Steps + d.New), day.Decks.Sum(d => d.New)),
                Actions = toDo == 0 ? [new TodayAction(ReviewTexts.Today_Decks, PageAddresses.Review)]
                    : [new TodayAction(ReviewTexts.Today_Start, PageAddresses.Sitting), new TodayAction(ReviewTexts.Today_Decks, PageAddresses.Review)],
            },
        ];
    }

    public Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Its actions are links.");
}
