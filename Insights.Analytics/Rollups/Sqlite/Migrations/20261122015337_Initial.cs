using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "daily_disputes",
                columns: table => new
                {
                    basis = table.Column<int>(type: "INTEGER", nullable: false),
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    disputes = table.Column<long>(type: "INTEGER", nullable: false),
                    disputed_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    challenged_decided = table.Column<long>(type: "INTEGER", nullable: false),
                    won = table.Column<long>(type: "INTEGER", nullable: false),
                    lost = table.Column<long>(type: "INTEGER", nullable: false),
                    lost_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recovered_on_lost_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_disputes", x => new { x.basis, x.dimension, x.vendor_id, x.day, x.member, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "daily_payments",
                columns: table => new
                {
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    succeeded = table.Column<long>(type: "INTEGER", nullable: false),
                    succeeded_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    failed = table.Column<long>(type: "INTEGER", nullable: false),
                    failed_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    pending = table.Column<long>(type: "INTEGER", nullable: false),
                    pending_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    refunds = table.Column<long>(type: "INTEGER", nullable: false),
                    refunds_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_payments", x => new { x.dimension, x.vendor_id, x.day, x.member, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "daily_tickets",
                columns: table => new
                {
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    member = table.Column<string>(type: "TEXT", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    solved = table.Column<long>(type: "INTEGER", nullable: false),
                    unsolved_began = table.Column<long>(type: "INTEGER", nullable: false),
                    unsolved_ended = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_tickets", x => new { x.dimension, x.vendor_id, x.day, x.member });
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    job_id = table.Column<string>(type: "TEXT", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    items = table.Column<long>(type: "INTEGER", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rollup_states",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rollup_states", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ticket_clocks",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "INTEGER", nullable: false),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    instance = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_day = table.Column<int>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_day = table.Column<int>(type: "INTEGER", nullable: true),
                    verdict = table.Column<string>(type: "TEXT", nullable: false),
                    business_seconds = table.Column<long>(type: "INTEGER", nullable: true),
                    wall_seconds = table.Column<long>(type: "INTEGER", nullable: true),
                    target_seconds = table.Column<long>(type: "INTEGER", nullable: true),
                    judged_by_business_time = table.Column<bool>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    enters_percentiles = table.Column<bool>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: true),
                    policy_version = table.Column<int>(type: "INTEGER", nullable: true),
                    calendar = table.Column<string>(type: "TEXT", nullable: true),
                    calendar_version = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_clocks", x => new { x.ticket_key, x.metric, x.instance });
                });

            migrationBuilder.CreateTable(
                name: "ticket_outcomes",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "INTEGER", nullable: false),
                    ticket_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_day = table.Column<int>(type: "INTEGER", nullable: false),
                    solved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    solved_day = table.Column<int>(type: "INTEGER", nullable: true),
                    merged = table.Column<bool>(type: "INTEGER", nullable: false),
                    reopens = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_outcomes", x => x.ticket_key);
                });

            migrationBuilder.CreateTable(
                name: "ticket_spans",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    began_day = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_day = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_spans", x => new { x.ticket_key, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_job_runs_job_id_id",
                table: "job_runs",
                columns: new[] { "job_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_due_at",
                table: "ticket_clocks",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_metric_closed_day_enters_percentiles_vendor_id_business_seconds_wall_seconds",
                table: "ticket_clocks",
                columns: new[] { "metric", "closed_day", "enters_percentiles", "vendor_id", "business_seconds", "wall_seconds" },
                filter: "closed_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_metric_decided_day_verdict_vendor_id",
                table: "ticket_clocks",
                columns: new[] { "metric", "decided_day", "verdict", "vendor_id" },
                filter: "decided_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_created_day_vendor_id",
                table: "ticket_outcomes",
                columns: new[] { "created_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_solved_day_vendor_id",
                table: "ticket_outcomes",
                columns: new[] { "solved_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_ticket_hash",
                table: "ticket_outcomes",
                column: "ticket_hash");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_spans_ended_at_began_at_vendor_id",
                table: "ticket_spans",
                columns: new[] { "ended_at", "began_at", "vendor_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "daily_disputes");

            migrationBuilder.DropTable(
                name: "daily_payments");

            migrationBuilder.DropTable(
                name: "daily_tickets");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "rollup_states");

            migrationBuilder.DropTable(
                name: "ticket_clocks");

            migrationBuilder.DropTable(
                name: "ticket_outcomes");

            migrationBuilder.DropTable(
                name: "ticket_spans");
        }
    }
}
