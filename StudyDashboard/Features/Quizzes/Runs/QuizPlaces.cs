using StudyDashboard.Components;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>The quiz in which a question was answered wrong.</summary>
internal sealed class QuizPlaces : ICardPlaces
{
    public CardSourceKind Kind => CardSourceKind.Quiz;

    public string AddressOf(int sourceId) => PageAddresses.Quiz(sourceId);
}
