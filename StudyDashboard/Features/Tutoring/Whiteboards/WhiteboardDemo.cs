using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>What was drawn in the demo student's last lesson that is closed: an equation, its parabola, and a second page. Comes after the lessons.</summary>
internal sealed class WhiteboardDemo : IDemoPart
{
    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (context, tutor, student) = (world.Context, world.IdOf(DemoPeople.Tutor), world.IdOf(DemoPeople.Student));
        await context.SaveChangesAsync(cancellationToken);
        var lesson = await context.Set<Lesson>().Where(l => l.TutorId == tutor && l.StudentId == student && l.GroupKey == null && l.Status == LessonStatus.Completed)
            .OrderByDescending(l => l.StartsAt).FirstOrDefaultAsync(cancellationToken);
        if (lesson is null)
        {
            return;
        }
        var board = new Whiteboard(tutor, lesson.StartsAt);
        context.Add(board);
        await context.SaveChangesAsync(cancellationToken);
        lesson.SetWhiteboard(board.Id);
        foreach (var (number, (author, mark)) in Marks(tutor, student).Index())
        {
            context.Add(new BoardEvent(board.Id, author, mark with { Uid = $"demo-{number}" }, lesson.StartsAt.AddMinutes(5).AddSeconds(20 * number)));
        }
    }

    private static IEnumerable<(int Author, BoardMark Mark)> Marks(int tutor, int student)
    {
        yield return (tutor, Text(1200, 1400, "x² − 5x + 6 = 0"));
        yield return (student, Text(1200, 2300, "(x − 2)(x − 3) = 0", "blue"));
        yield return (student, Text(1200, 3200, "x = 2 or x = 3", "blue"));
        yield return (tutor, Line([1150, 3350, 3900, 3350], "green", 6));
        yield return (tutor, Line([8000, 8600, 15000, 8600]));
        yield return (tutor, Line([8800, 9400, 8800, 1200]));
        yield return (student, Line([.. Enumerable.Range(0, 61).SelectMany(i => Parabola((i / 10.0) - 0.5))], "red", 5));
        yield return (tutor, Line([10950, 8450, 11050, 8750], "green", 8));
        yield return (tutor, Line([12050, 8450, 12150, 8750], "green", 8));
        yield return (tutor, Text(10900, 9300, "2"));
        yield return (tutor, Text(12000, 9300, "3"));
        yield return (tutor, Text(1200, 1400, "At home: exercises 4 to 9") with { Page = 1 });
    }

    // A unit of the drawing is 1100 tenths; the parabola's lowest point lies between its roots.
    private static IEnumerable<int> Parabola(double x) =>
        (x - 2) * (x - 3) is var y && y <= 6.6 ? [(int)(8800 + (1100 * x)), (int)(8600 - (1100 * y))] : [];

    private static BoardMark Line(IReadOnlyList<int> points, string ink = "black", int size = 4) =>
        new() { Uid = "", Page = 0, Kind = BoardEventKind.Pen, Points = points, Ink = ink, Size = size };

    private static BoardMark Text(int x, int y, string text, string ink = "black") =>
        new() { Uid = "", Page = 0, Kind = BoardEventKind.Text, Points = [x, y], Ink = ink, Size = 40, Text = text };
}
