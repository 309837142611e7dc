using System.Text;

namespace Insights.Import.Reading;

/// <summary>
/// Lays a row's cells under the columns when there are too few or too many of them: drops an empty cell, joins text that a delimiter cut,
/// parts two values that touch. Only where the columns' shapes leave exactly one way.
/// </summary>
internal static class RowAligner
{
    private const int Misfit = 1000;
    private const int Drop = 10;
    private const int Join = 15;
    private const int Part = 12;
    private const int Pad = 5;
    private const int LongestJoin = 40;

    /// <summary>Values that touch are short on the side that has a shape.</summary>
    private const int LongestShapedSide = 60;

    /// <summary>Null when no way, or more than one, puts every cell under a column it fits.</summary>
    public static List<byte[]>? Align(List<SplitCell> cells, int width, ColumnShapes shapes, string delimiter)
    {
        if (!shapes.IsKnown)
            return null;
        int rows = cells.Count;
        int[,] best = new int[rows + 1, width + 1];
        var moves = new Move[rows + 1, width + 1];
        for (int i = 0; i <= rows; i++)
        {
            for (int j = 0; j <= width; j++)
                best[i, j] = int.MaxValue;
        }

        best[0, 0] = 0;
        for (int i = 0; i <= rows; i++)
        {
            for (int j = 0; j <= width; j++)
            {
                if (best[i, j] == int.MaxValue)
                    continue;
                if (i == rows)
                {
                    if (j < width && shapes.Fits(j, default))
                        Try(best, moves, i, j, i, j + 1, Pad, new Move(Kind.Pad, i, j, 0));
                    continue;
                }

                if (cells[i].Text.Length == 0 && !cells[i].WasQuoted)
                    Try(best, moves, i, j, i + 1, j, Drop, new Move(Kind.Drop, i, j, 0));
                if (j == width)
                    continue;
                if (shapes.Fits(j, cells[i].Text))
                    Try(best, moves, i, j, i + 1, j + 1, 0, new Move(Kind.Keep, i, j, 0));
                for (int count = 2; count <= LongestJoin && i + count <= rows && !shapes.IsShaped(j) && !AnyQuoted(cells, i, count); count++)
                    Try(best, moves, i, j, i + count, j + 1, Join, new Move(Kind.Join, i, j, count));
                if (j + 2 <= width && !cells[i].WasQuoted && Parting(cells[i].Text, j, shapes) is var split and > 0)
                    Try(best, moves, i, j, i + 1, j + 2, Part, new Move(Kind.Part, i, j, split));
            }
        }

        return best[rows, width] >= Misfit ? null : Walk(cells, width, moves, delimiter);
    }

    private static void Try(int[,] best, Move[,] moves, int i, int j, int toI, int toJ, int price, Move move)
    {
        int sum = best[i, j] + price;
        if (sum >= best[toI, toJ])
            return;
        best[toI, toJ] = sum;
        moves[toI, toJ] = move;
    }

    private static bool AnyQuoted(List<SplitCell> cells, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            if (cells[i].WasQuoted)
                return true;
        }

        return false;
    }

    /// <summary>The one place where the cell parts into a value for this column and one for the next; 0 when there is none, or more than one.</summary>
    private static int Parting(byte[] cell, int column, ColumnShapes shapes)
    {
        bool left = shapes.IsShaped(column);
        bool right = shapes.IsShaped(column + 1);
        if (!left && !right)
            return 0;
        int only = 0;
        int ways = 0;
        bool onlyCutsNumber = false;
        int from = left ? 1 : Math.Max(1, cell.Length - LongestShapedSide);
        int to = left ? Math.Min(cell.Length - 1, LongestShapedSide) : cell.Length - 1;
        for (int at = from; at <= to; at++)
        {
            if (!shapes.Fits(column, cell.AsSpan(0, at)) || !shapes.Fits(column + 1, cell.AsSpan(at)))
                continue;
            // A number is not cut in two where letters begin beside it.
            bool cutsNumber = char.IsAsciiDigit((char)cell[at - 1]) && char.IsAsciiDigit((char)cell[at]);
            if (cutsNumber && ways > 0 && !onlyCutsNumber)
                continue;
            ways = onlyCutsNumber && !cutsNumber ? 1 : ways + 1;
            only = at;
            onlyCutsNumber = cutsNumber;
        }

        return ways == 1 ? only : 0;
    }

    private static List<byte[]> Walk(List<SplitCell> cells, int width, Move[,] moves, string delimiter)
    {
        var aligned = new List<byte[]>();
        int i = cells.Count;
        int j = width;
        while (i > 0 || j > 0)
        {
            var move = moves[i, j];
            switch (move.Kind)
            {
                case Kind.Keep:
                    aligned.Add(cells[move.Cell].Text);
                    break;
                case Kind.Pad:
                    aligned.Add([]);
                    break;
                case Kind.Join:
                    aligned.Add(Encoding.UTF8.GetBytes(string.Join(delimiter, cells.Skip(move.Cell).Take(move.Count).Select(c => Encoding.UTF8.GetString(c.Text)))));
                    break;
                case Kind.Part:
                    aligned.Add(cells[move.Cell].Text[move.Count..]);
                    aligned.Add(cells[move.Cell].Text[..move.Count]);
                    break;
                default:
                    break;
            }

            (i, j) = (move.Cell, move.Column);
        }

        aligned.Reverse();
        return aligned;
    }

    private enum Kind
    {
        Keep,
        Drop,
        Pad,
        Join,
        Part,
    }

    private readonly record struct Move(Kind Kind, int Cell, int Column, int Count);
}
