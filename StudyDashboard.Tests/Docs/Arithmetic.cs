using System.Globalization;

namespace StudyDashboard.Tests.Docs;

/// <summary>Plain arithmetic as a page writes it: + - * / with brackets, and min, max, rounddown and roundup.</summary>
internal sealed class Arithmetic
{
    private readonly string _text;
    private int _at;

    private Arithmetic(string text) => _text = text.Replace(" ", "", StringComparison.Ordinal);

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    public static double Of(string text)
    {
        var reading = new Arithmetic(text);
        var value = reading.Sum();
        return reading.Next == '\0' ? value : throw new FormatException($"'{text}' stops making sense at '{reading._text[reading._at..]}'.");
    }

    private double Sum()
    {
        var value = Product();
        while (Next is '+' or '-')
        {
            value += _text[_at++] == '+' ? Product() : -Product();
        }
        return value;
    }

    private double Product()
    {
        var value = Factor();
        while (Next is '*' or '/')
        {
            value = _text[_at++] == '*' ? value * Factor() : value / Factor();
        }
        return value;
    }

    private double Factor()
    {
        var from = _at;
        while (char.IsLetterOrDigit(Next) || Next == '.')
        {
            _at++;
        }
        var word = _text[from.._at];
        if (Next != '(')
        {
            return double.Parse(word, CultureInfo.InvariantCulture);
        }
        var inside = new List<double>();
        do
        {
            _at++;
            inside.Add(Sum());
        }
        while (Next == ',');
        _at++;
        return word switch
        {
            "" => inside.Single(),
            "min" => inside.Min(),
            "max" => inside.Max(),
            "rounddown" => Math.Floor(inside.Single()),
            "roundup" => Math.Ceiling(inside.Single()),
            _ => throw new FormatException($"'{word}' is no function."),
        };
    }
}
