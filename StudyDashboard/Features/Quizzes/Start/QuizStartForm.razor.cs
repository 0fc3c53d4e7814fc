using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Start;

/// <summary>How the questions of a new quiz are chosen.</summary>
public sealed partial class QuizStartForm
{
    private readonly HashSet<string> _subjects = [];
    private QuizMode _mode;
    private QuizFeedback _feedback;
    private int _target = QuizSession.DefaultTarget;
    private bool _wrongOnly;
    private Refusal? _refusal;

    [Inject]
    public required QuizService Quizzes { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Parameter, EditorRequired]
    public required TopicRow Topic { get; set; }

    private void Toggle(string subject)
    {
        if (!_subjects.Remove(subject))
        {
            _subjects.Add(subject);
        }
    }

    private async Task StartAsync(bool abandon)
    {
        var started = await Quizzes.StartAsync(Profile.Id, new QuizStart
        {
            TopicId = Topic.Id, Mode = _mode, Feedback = _feedback, TargetPerSubject = _target, WrongOnly = _wrongOnly && _mode != QuizMode.WrongVariants,
            Subjects = [.. _subjects], Abandon = abandon,
        }, CancellationToken.None);
        _refusal = started.Refusal;
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.Quiz(started.Value));
        }
    }
}
