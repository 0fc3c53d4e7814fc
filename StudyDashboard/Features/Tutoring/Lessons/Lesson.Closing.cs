namespace StudyDashboard.Features.Tutoring.Lessons;

/// <content>What happened in a lesson.</content>
public sealed partial class Lesson
{
    /// <summary>Longest lateness, in minutes: a day.</summary>
    public const int MaxLateMinutes = 1440;

    /// <summary>Whether it is over and someone has still to say how it went: it is not completed or the student is not marked.</summary>
    public bool NeedsClosing(DateTime nowUtc) =>
        Status != LessonStatus.Cancelled && EndsAt <= nowUtc && (Status != LessonStatus.Completed || StudentAttendanceStatus is null);

    /// <summary>Whether the student took part: then a completed lesson counts as their study (rules.md 25).</summary>
    public bool WasAttended => StudentAttendanceStatus is Attendance.Present or Attendance.Late;

    /// <summary>Marks the student; null takes the mark back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Lateness outside 0 to a day.</exception>
    public void MarkStudent(Attendance? status, int? lateMinutes) =>
        (StudentAttendanceStatus, StudentLateMinutes) = (status, Lateness(status, lateMinutes));

    /// <summary>Marks the tutor; null takes the mark back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Lateness outside 0 to a day.</exception>
    public void MarkTutor(Attendance? status, int? lateMinutes) =>
        (TutorAttendanceStatus, TutorLateMinutes) = (status, Lateness(status, lateMinutes));

    /// <summary>Notes what was taught of the plan.</summary>
    public void Cover(IEnumerable<string> covered, IEnumerable<string> partly) =>
        (TopicsCovered, TopicsPartly) = ([.. covered], [.. partly]);

    /// <summary>Plans these topics before its own, those it has already left out.</summary>
    public void CarryIn(IEnumerable<string> topics) => Topics = [.. topics.Concat(Topics).Distinct()];

    /// <summary>Gives up topics that came from an earlier lesson.</summary>
    public void LeaveOut(IEnumerable<string> topics) => Topics = [.. Topics.Except(topics)];

    /// <summary>Notes what went to which later lesson.</summary>
    public void Carry(IEnumerable<string> topics, int? toLessonId) => (TopicsCarried, CarriedToId) = ([.. topics], toLessonId);

    public void Apologize(string? reason, DateTime? atUtc) => (Apology, ApologizedAt) = (reason, atUtc);

    /// <exception cref="InvalidOperationException">It is cancelled or completed.</exception>
    public void Begin()
    {
        if (Status is not (LessonStatus.Scheduled or LessonStatus.InProgress))
        {
            throw new InvalidOperationException($"A lesson that is {Status} cannot begin.");
        }
        Status = LessonStatus.InProgress;
    }

    /// <exception cref="InvalidOperationException">It is cancelled.</exception>
    public void Complete()
    {
        if (Status == LessonStatus.Cancelled)
        {
            throw new InvalidOperationException("A cancelled lesson cannot be completed.");
        }
        Status = LessonStatus.Completed;
    }

    /// <exception cref="InvalidOperationException">It is not completed or in progress.</exception>
    public void Reopen()
    {
        if (Status is not (LessonStatus.Completed or LessonStatus.InProgress))
        {
            throw new InvalidOperationException("Only a lesson that began can be opened again.");
        }
        Status = LessonStatus.Scheduled;
    }

    public void WriteHomework(string? homework) => Homework = homework;

    public void WriteNote(string? note) => Note = note;

    /// <summary>Ties it to the review of one side; null unties it.</summary>
    public void SetReview(LessonSide side, int? reviewId)
    {
        switch (side)
        {
            case LessonSide.Tutor: TutorReviewId = reviewId; break;
            case LessonSide.Student: StudentReviewId = reviewId; break;
            default: ParentReviewId = reviewId; break;
        }
    }

    public void SetWhiteboard(int whiteboardId) => WhiteboardId = whiteboardId;

    private static int? Lateness(Attendance? status, int? minutes)
    {
        if (minutes is < 0 or > MaxLateMinutes)
        {
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "Lateness in minutes is from 0 to a day.");
        }
        return status == Attendance.Late ? minutes : null;
    }
}
