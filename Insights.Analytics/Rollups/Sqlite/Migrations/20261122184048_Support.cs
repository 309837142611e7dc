using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Support : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "issue",
                table: "ticket_spans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                table: "ticket_spans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "customer_hash",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                table: "ticket_outcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "issue_by",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                table: "ticket_outcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "subject_key",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "words_say",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                table: "desk_tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                table: "desk_tickets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue",
                table: "desk_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issue_cause",
                table: "desk_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "classified",
                table: "daily_tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "words_agree",
                table: "daily_tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "words_known",
                table: "daily_tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "alert_thresholds",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    is_above = table.Column<bool>(type: "INTEGER", nullable: false),
                    limit = table.Column<double>(type: "REAL", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_thresholds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_signals",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    repeated_issue = table.Column<string>(type: "TEXT", nullable: true),
                    rated_bad = table.Column<int>(type: "INTEGER", nullable: false),
                    open_refunds = table.Column<int>(type: "INTEGER", nullable: false),
                    tickets = table.Column<int>(type: "INTEGER", nullable: false),
                    signs = table.Column<int>(type: "INTEGER", nullable: false),
                    last_day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_signals", x => new { x.vendor_id, x.customer_hash });
                });

            migrationBuilder.CreateTable(
                name: "daily_quality",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    team = table.Column<string>(type: "TEXT", nullable: false),
                    issue = table.Column<string>(type: "TEXT", nullable: false),
                    solved = table.Column<long>(type: "INTEGER", nullable: false),
                    reopened = table.Column<long>(type: "INTEGER", nullable: false),
                    known = table.Column<long>(type: "INTEGER", nullable: false),
                    first_contact = table.Column<long>(type: "INTEGER", nullable: false),
                    rated = table.Column<long>(type: "INTEGER", nullable: false),
                    rated_bad = table.Column<long>(type: "INTEGER", nullable: false),
                    passed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_quality", x => new { x.vendor_id, x.day, x.team, x.issue });
                });

            migrationBuilder.CreateTable(
                name: "daily_subjects",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_key = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    known = table.Column<long>(type: "INTEGER", nullable: false),
                    first_contact = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_daily_subjects", x => new { x.vendor_id, x.subject_key, x.day });
                });

            migrationBuilder.CreateTable(
                name: "issue_corrections",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    issue = table.Column<string>(type: "TEXT", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "issue_words",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_words", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subject_keys",
                columns: table => new
                {
                    subject_key = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    cluster = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_keys", x => x.subject_key);
                });

            migrationBuilder.CreateTable(
                name: "threshold_crossings",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    threshold_id = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    first_day = table.Column<int>(type: "INTEGER", nullable: false),
                    last_day = table.Column<int>(type: "INTEGER", nullable: false),
                    recovered_day = table.Column<int>(type: "INTEGER", nullable: true),
                    worst = table.Column<double>(type: "REAL", nullable: false),
                    worst_day = table.Column<int>(type: "INTEGER", nullable: false),
                    first_seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_threshold_crossings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_customer_hash_created_day",
                table: "ticket_outcomes",
                columns: new[] { "customer_hash", "created_day" },
                filter: "customer_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_subject_key_created_day",
                table: "ticket_outcomes",
                columns: new[] { "subject_key", "created_day" },
                filter: "subject_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customer_signals_signs_last_day_vendor_id",
                table: "customer_signals",
                columns: new[] { "signs", "last_day", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_issue_corrections_source_id_ticket_ref",
                table: "issue_corrections",
                columns: new[] { "source_id", "ticket_ref" });

            migrationBuilder.CreateIndex(
                name: "ix_subject_keys_cluster_subject_key",
                table: "subject_keys",
                columns: new[] { "cluster", "subject_key" },
                filter: "cluster IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_threshold_crossings_threshold_id_last_day",
                table: "threshold_crossings",
                columns: new[] { "threshold_id", "last_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_thresholds");

            migrationBuilder.DropTable(
                name: "customer_signals");

            migrationBuilder.DropTable(
                name: "daily_quality");

            migrationBuilder.DropTable(
                name: "daily_subjects");

            migrationBuilder.DropTable(
                name: "issue_corrections");

            migrationBuilder.DropTable(
                name: "issue_words");

            migrationBuilder.DropTable(
                name: "subject_keys");

            migrationBuilder.DropTable(
                name: "threshold_crossings");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_customer_hash_created_day",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_subject_key_created_day",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                table: "ticket_spans");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                table: "ticket_spans");

            migrationBuilder.DropColumn(
                name: "customer_hash",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue_by",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "subject_key",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "words_say",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issue",
                table: "desk_tickets");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                table: "desk_tickets");

            migrationBuilder.DropColumn(
                name: "issue",
                table: "desk_clocks");

            migrationBuilder.DropColumn(
                name: "issue_cause",
                table: "desk_clocks");

            migrationBuilder.DropColumn(
                name: "classified",
                table: "daily_tickets");

            migrationBuilder.DropColumn(
                name: "words_agree",
                table: "daily_tickets");

            migrationBuilder.DropColumn(
                name: "words_known",
                table: "daily_tickets");
        }
    }
}
