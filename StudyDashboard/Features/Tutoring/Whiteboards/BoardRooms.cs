using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Cluster;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>Tells the open pages of a board, on every node, what is drawn on it, also while the pen is down.</summary>
public sealed class BoardRooms
{
    private const string Drawn = "board";

    // A word between nodes has room for less than eight thousand bytes; a longer mark is read where it is stored.
    private const int LongestWord = 6_000;

    private readonly NodeNews? _nodes;
    private readonly IDbContextFactory<StudyDbContext>? _contexts;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Seat>> _rooms = [];

    /// <param name="nodes">The other nodes, where there are any.</param>
    /// <param name="contexts">Where marks are stored.</param>
    public BoardRooms(NodeNews? nodes = null, IDbContextFactory<StudyDbContext>? contexts = null)
    {
        (_nodes, _contexts) = (nodes, contexts);
        nodes?.Listen(Drawn, text => _ = HearAsync(JsonSerializer.Deserialize<Word>(text, Json.Stored)!));
    }

    /// <summary>Hears of everything on a board until disposed, on the sender's thread.</summary>
    public IDisposable Enter(int boardId, Action<BoardNews> hear)
    {
        var seat = new Seat(this, boardId, hear);
        lock (_gate)
        {
            (_rooms.TryGetValue(boardId, out var seats) ? seats : _rooms[boardId] = []).Add(seat);
        }
        return seat;
    }

    /// <summary>Tells all seats, the sender's own too: it knows its own marks by their uid.</summary>
    public void Tell(int boardId, BoardNews news)
    {
        TellHere(boardId, news);
        if (_nodes is not null)
        {
            var word = JsonSerializer.Serialize(new Word(boardId, news, null), Json.Stored);
            if (Encoding.UTF8.GetByteCount(word) > LongestWord)
            {
                word = JsonSerializer.Serialize(new Word(boardId, null, news.Stored?.Uid), Json.Stored);
            }
            _nodes.Tell(Drawn, word);
        }
    }

    private async Task HearAsync(Word word)
    {
        if (word.News is { } news)
        {
            TellHere(word.BoardId, news);
        }
        else if (word.Uid is { } uid && _contexts is not null)
        {
            await using var context = await _contexts.CreateDbContextAsync();
            if (await context.Set<BoardEvent>().AsNoTracking().SingleOrDefaultAsync(e => e.BoardId == word.BoardId && e.Uid == uid) is { } stored)
            {
                TellHere(word.BoardId, new BoardNews(Stored: stored.Mark));
            }
        }
    }

    private void TellHere(int boardId, BoardNews news)
    {
        Seat[] seats;
        lock (_gate)
        {
            seats = _rooms.TryGetValue(boardId, out var list) ? [.. list] : [];
        }
        foreach (var seat in seats)
        {
            seat.Hear(news);
        }
    }

    private void Leave(Seat seat)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(seat.BoardId, out var seats) && seats.Remove(seat) && seats.Count == 0)
            {
                _rooms.Remove(seat.BoardId);
            }
        }
    }

    /// <summary>What another node is told: the news, or in its place the uid of a stored mark that is too long. A long one that is still being drawn is left out.</summary>
    private sealed record Word(int BoardId, BoardNews? News, string? Uid);

    private sealed record Seat(BoardRooms Rooms, int BoardId, Action<BoardNews> Hear) : IDisposable
    {
        public void Dispose() => Rooms.Leave(this);
    }
}

/// <summary>What happens on a board.</summary>
/// <param name="Stored">A mark that is stored.</param>
/// <param name="Undone">The uid of a mark that was taken back.</param>
/// <param name="Live">A mark that is being made, and is not stored.</param>
public sealed record BoardNews(BoardMark? Stored = null, string? Undone = null, BoardMark? Live = null);
