namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>Rounding as ts-fsrs does it: half up, memory to eight decimals at each step, so that long histories come out equal.</summary>
internal static class FsrsRounding
{
    public static double ToEight(double value) => Math.Floor((value * 1e8) + 0.5) / 1e8;

    public static int ToWhole(double value) => (int)Math.Floor(value + 0.5);
}
