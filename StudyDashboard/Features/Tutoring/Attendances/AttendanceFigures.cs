namespace StudyDashboard.Features.Tutoring.Attendances;

/// <summary>
/// How a student came to the lessons of an enrollment (rules.md 9): held are those that have begun, are not cancelled and have the
/// student marked; an excused one does not count.
/// </summary>
/// <param name="Present">Times present.</param>
/// <param name="Late">Times late.</param>
/// <param name="Absent">Times absent.</param>
/// <param name="Excused">Times excused.</param>
/// <param name="AbsentInARow">Absences since the student was last there; excuses do not break the row.</param>
/// <param name="Coming">Lessons that are scheduled and stored.</param>
public sealed record AttendanceFigures(int Present, int Late, int Absent, int Excused, int AbsentInARow, int Coming)
{
    public static AttendanceFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    public int Came => Present + Late;

    /// <summary>What counts: held and not excused.</summary>
    public int Held => Came + Absent;

    /// <summary>0 to 1; null while nothing counts.</summary>
    public double? Rate => Held == 0 ? null : (double)Came / Held;

    /// <summary>The rate after all coming lessons, if the student comes to each.</summary>
    public double? BestReachable => Held + Coming == 0 ? null : (double)(Came + Coming) / (Held + Coming);

    /// <summary>The two together, for a student with several enrollments.</summary>
    public AttendanceFigures Plus(AttendanceFigures other) => new(
        Present + other.Present, Late + other.Late, Absent + other.Absent, Excused + other.Excused, Math.Max(AbsentInARow, other.AbsentInARow), Coming + other.Coming);

    public bool HasTooManyInARow(AttendanceTerms terms) => AbsentInARow >= terms.AbsencesInARow;

    public bool IsTooLow(AttendanceTerms terms) => Rate * 100 < terms.BelowPercent;
}
