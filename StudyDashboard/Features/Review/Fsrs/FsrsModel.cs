namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>
/// The formulas of FSRS-6 (landscape 4.1; the wiki of open-spaced-repetition, "The Algorithm"), as ts-fsrs 5.4.2 has them: memory is kept
/// to eight decimals. Days are whole study days, probabilities 0 to 1.
/// </summary>
internal sealed class FsrsModel
{
    public const double LowestStability = 0.001;
    public const double HighestStability = 36_500;

    // A first stability is at least this, whatever its weight (ts-fsrs; py-fsrs takes 0.001).
    private const double LowestFirstStability = 0.1;

    private readonly double[] _w;
    private readonly bool _shortTerm;
    private readonly double _decay;
    private readonly double _factor;
    private readonly double _recallScale;
    private readonly double _lapseDivisor;
    private readonly double _easyDifficulty;
    private readonly double[] _shortTermScale;

    /// <param name="weights">w0 to w20, within their bounds.</param>
    /// <param name="shortTerm">Whether answers of the same day move memory by their own formula.</param>
    /// <param name="relearningSteps">How many there are; several hold w17 and w18 down.</param>
    public FsrsModel(FsrsWeights weights, bool shortTerm, int relearningSteps)
    {
        _w = weights.For(relearningSteps, shortTerm);
        _shortTerm = shortTerm;
        _decay = -_w[20];
        _factor = FsrsRounding.ToEight(Math.Exp(Math.Pow(_decay, -1) * Math.Log(0.9)) - 1);
        _recallScale = Math.Exp(_w[8]);
        _lapseDivisor = shortTerm ? Math.Exp(_w[17] * _w[18]) : 1;
        _easyDifficulty = RawDifficulty(ReviewGrade.Easy);
        _shortTermScale = [.. Enumerable.Range(1, 4).Select(grade => Math.Exp(_w[17] * (grade - 3 + _w[18])))];
    }

    /// <summary>The probability of recall after so many days.</summary>
    public double Retrievability(int days, double stability) => FsrsRounding.ToEight(Math.Pow(1 + (_factor * days / stability), _decay));

    /// <summary>What stability is multiplied by to be an interval: 1 at a retention of 0.9.</summary>
    public double IntervalModifier(double desiredRetention) =>
        FsrsRounding.ToEight((Math.Pow(desiredRetention, 1 / _decay) - 1) / _factor);

    /// <summary>The memory of a card after its first answer.</summary>
    public FsrsMemory First(ReviewGrade grade) =>
        new(Math.Max(_w[(int)grade - 1], LowestFirstStability), Math.Clamp(RawDifficulty(grade), 1, 10));

    /// <summary>The memory after another answer.</summary>
    public FsrsMemory Next(FsrsMemory memory, int days, ReviewGrade grade)
    {
        if (grade == ReviewGrade.Again)
        {
            return new FsrsMemory(Lapsed(memory, days), NextDifficulty(memory.Difficulty, grade));
        }
        var passed = Passed(memory, days);
        var stability = grade == ReviewGrade.Hard ? passed.Hard : grade == ReviewGrade.Good ? passed.Good : passed.Easy;
        return new FsrsMemory(stability, NextDifficulty(memory.Difficulty, grade));
    }

    /// <summary>The stability after each passing grade; they have most of the work in common.</summary>
    public PassedStability Passed(FsrsMemory memory, int days) => days == 0 && _shortTerm
        ? ShortTerm(memory.Stability)
        : Recalled(memory, Retrievability(days, memory.Stability));

    /// <summary>The stability after Again.</summary>
    public double Lapsed(FsrsMemory memory, int days) => days == 0 && _shortTerm
        ? ShortTermLapsed(memory.Stability)
        : Math.Min(
            Math.Max(FsrsRounding.ToEight(memory.Stability / _lapseDivisor), LowestStability),
            Forgotten(memory, Retrievability(days, memory.Stability)));

    /// <summary>The stability after a pass on a later day.</summary>
    public PassedStability Recalled(FsrsMemory memory, double retrievability)
    {
        var (s, d) = (memory.Stability, memory.Difficulty);
        var growth = _recallScale * (11 - d) * Math.Pow(s, -_w[9]) * (Math.Exp((1 - retrievability) * _w[10]) - 1);
        return new PassedStability(Kept(s * (1 + (growth * _w[15]))), Kept(s * (1 + growth)), Kept(s * (1 + (growth * _w[16]))));
    }

    /// <summary>The stability after a lapse, before it is held below what it was.</summary>
    public double Forgotten(FsrsMemory memory, double retrievability) => Kept(
        _w[11] * Math.Pow(memory.Difficulty, -_w[12]) * (Math.Pow(memory.Stability + 1, _w[13]) - 1) * Math.Exp((1 - retrievability) * _w[14]));

    /// <summary>The stability after a pass on the day of the answer before. None of them makes it less, Hard neither.</summary>
    public PassedStability ShortTerm(double stability)
    {
        var damping = Math.Pow(stability, -_w[19]);
        return new PassedStability(Grown(1), Grown(2), Grown(3));

        double Grown(int index) => Kept(stability * Math.Max(damping * _shortTermScale[index], 1));
    }

    /// <summary>The stability after Again on the day of the answer before.</summary>
    public double ShortTermLapsed(double stability) => Kept(stability * (Math.Pow(stability, -_w[19]) * _shortTermScale[0]));

    /// <summary>Difficulty after an answer: the change shrinks towards 10, and the whole is drawn a little to that of a first Easy.</summary>
    public double NextDifficulty(double difficulty, ReviewGrade grade)
    {
        var change = -_w[6] * ((int)grade - 3);
        var next = difficulty + FsrsRounding.ToEight(change * (10 - difficulty) / 9);
        return Math.Clamp(FsrsRounding.ToEight((_w[7] * _easyDifficulty) + ((1 - _w[7]) * next)), 1, 10);
    }

    private double RawDifficulty(ReviewGrade grade) => FsrsRounding.ToEight(_w[4] - Math.Exp(((int)grade - 1) * _w[5]) + 1);

    private static double Kept(double stability) => FsrsRounding.ToEight(Math.Min(Math.Max(stability, LowestStability), HighestStability));
}
