namespace Insights.Web.Portal;

/// <summary>
/// An import somebody began, as it stood at its last step: so that its address still answers after a restart, and a repeated request gets the answer of the first.
/// What happened to the rows is the reporting store's ledger; this is only the way there.
/// </summary>
internal sealed class ImportRecord
{
    /// <summary>Not guessable: part of the address.</summary>
    public string Id { get; set; } = "";

    public string StartedBy { get; set; } = "";

    public DateTime StartedAt { get; set; }

    /// <summary>The machine that holds the files; another one cannot go on with them.</summary>
    public string Node { get; set; } = "";

    /// <summary>Ended: nothing will happen to it any more.</summary>
    public bool Ended { get; set; }

    /// <summary>The view as JSON.</summary>
    public string View { get; set; } = "";
}
