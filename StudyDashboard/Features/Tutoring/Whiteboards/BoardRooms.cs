namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>Tells the open pages of a board what is drawn on it, also while the pen is down.</summary>
public sealed class BoardRooms
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Seat>> _rooms = [];

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
