using System.Numerics;
using System.Runtime.CompilerServices;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Days of one period as bits, counted from its first: up to the 366 of a year.</summary>
internal struct DaySet
{
    private const int WordCount = 6;
    private Words _words;

    public readonly int Count
    {
        get
        {
            var count = 0;
            for (var i = 0; i < WordCount; i++)
            {
                count += BitOperations.PopCount(_words[i]);
            }
            return count;
        }
    }

    public void Clear() => _words = default;

    public void Add(int day) => _words[day >> 6] |= 1UL << (day & 63);

    public readonly bool Contains(int day) => (_words[day >> 6] & (1UL << (day & 63))) != 0;

    /// <summary>Adds up to 32 days.</summary>
    /// <param name="days">Bit 0 stands for <paramref name="first"/>.</param>
    /// <param name="first">The first day's place in the period.</param>
    public void Add(uint days, int first)
    {
        var (word, shift) = (first >> 6, first & 63);
        _words[word] |= (ulong)days << shift;
        if (shift > 32 && word + 1 < WordCount)
        {
            _words[word + 1] |= (ulong)days >> (64 - shift);
        }
    }

    public void KeepOnly(in DaySet other)
    {
        for (var i = 0; i < WordCount; i++)
        {
            _words[i] &= other._words[i];
        }
    }

    public void RemoveBefore(int day)
    {
        for (var i = 0; i < WordCount && day > 0; i++, day -= 64)
        {
            _words[i] &= day >= 64 ? 0 : ulong.MaxValue << day;
        }
    }

    public void RemoveAfter(int day)
    {
        for (var i = 0; i < WordCount; i++)
        {
            var kept = day + 1 - (i << 6);
            _words[i] &= kept <= 0 ? 0 : kept >= 64 ? ulong.MaxValue : (1UL << kept) - 1;
        }
    }

    /// <summary>The first day, taken out of the set.</summary>
    public bool TryTake(out int day)
    {
        for (var i = 0; i < WordCount; i++)
        {
            if (_words[i] is not 0 and var word)
            {
                day = (i << 6) + BitOperations.TrailingZeroCount(word);
                _words[i] = word & (word - 1);
                return true;
            }
        }
        day = 0;
        return false;
    }

    public readonly int? Last()
    {
        for (var i = WordCount - 1; i >= 0; i--)
        {
            if (_words[i] != 0)
            {
                return (i << 6) + BitOperations.Log2(_words[i]);
            }
        }
        return null;
    }

    /// <summary>Keeps the days at these positions, from 1, negative from the end (RFC 5545, 3.3.10, BYSETPOS).</summary>
    public void KeepPositions(IReadOnlyList<int> positions)
    {
        var (count, kept) = (Count, default(DaySet));
        foreach (var position in positions)
        {
            var index = position > 0 ? position - 1 : count + position;
            if (index >= 0 && index < count)
            {
                kept.Add(At(index));
            }
        }
        this = kept;
    }

    /// <summary>The day at an index, from 0, which must be lower than <see cref="Count"/>.</summary>
    public readonly int At(int index)
    {
        var word = 0;
        for (var count = BitOperations.PopCount(_words[0]); index >= count; count = BitOperations.PopCount(_words[word]))
        {
            index -= count;
            word++;
        }
        var days = _words[word];
        for (; index > 0; index--)
        {
            days &= days - 1;
        }
        return (word << 6) + BitOperations.TrailingZeroCount(days);
    }

    [InlineArray(WordCount)]
    private struct Words
    {
        private ulong _first;
    }
}
